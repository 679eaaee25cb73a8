// The buttons that Figma's own panel would show for the selection.

import { describe, expect, it } from 'vitest'
import { relaunchButtonsOf } from '../../playground/page/relaunch.ts'

const manifest = {
  name: 'Plugin',
  id: 'plugin',
  main: 'code.js',
  ui: 'ui.html',
  networkAccess: { allowedDomains: [] },
  relaunchButtons: [
    {
      command: 'restyle',
      name: 'Use these settings',
    },
    {
      command: 'remix',
      name: 'Remix',
    },
    {
      command: 'more',
      name: 'More like this',
    },
  ],
}

function names(selection: readonly string[], relaunchData: Readonly<Record<string, string>>): readonly string[] {
  return relaunchButtonsOf({ selection: () => [...selection], describe: () => ({ relaunchData }) }, manifest).map(({ name }) => name)
}

describe('the buttons of a layer', () => {
  it('are those that the plugin left on it, in the order of the manifest', () => {
    expect(names(['1:2'], { more: '', restyle: '' })).toEqual(['Use these settings', 'More like this'])
    expect(names(['1:2'], {})).toEqual([])
  })

  it('are none for a command that the manifest does not know', () => {
    expect(names(['1:2'], { toString: '', former: '' })).toEqual([])
  })

  it('are none where nothing or more than one layer is selected', () => {
    expect(names([], { remix: '' })).toEqual([])
    expect(names(['1:2', '1:3'], { remix: '' })).toEqual([])
  })
})
