import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Run } from '../../src/ui/order/Run.tsx'
import { recorder } from '../support/calls.ts'
import { close, get, nameOf, open, page, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

type State = { readonly label?: string; readonly reasons?: readonly string[]; readonly isStorageAtRisk?: boolean }

function showRun({ label = 'Restyle frame', reasons = [], isStorageAtRisk = false }: State) {
  const { calls, note } = recorder()
  const part = { runLabel: signal(label), reasons: signal(reasons), run: note('run') }
  show(<Run part={part} jobs={{ isStorageAtRisk: signal(isStorageAtRisk) }} hint="Ctrl+Enter" />)
  return { calls }
}

describe('the run button', () => {
  it('carries the verb, without the shortcut in its name', () => {
    const { calls } = showRun({ label: 'Restyle frame × 2 = 2 pictures' })
    expect(nameOf(get('button', /^Restyle/))).toBe('Restyle frame × 2 = 2 pictures')
    expect(get('button', /^Restyle/).getAttribute('aria-disabled')).toBe('false')
    get('button', /^Restyle/).click()
    expect(calls).toEqual([['run']])
  })

  it('stays reachable while it cannot run, and points at every reason', () => {
    showRun({ reasons: ['Select a frame.', 'Add your CometAPI key.'] })
    const button = get('button', /^Restyle/)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(button.hasAttribute('disabled')).toBe(false)
    const reasons = page.querySelector(`#${button.getAttribute('aria-describedby')}`)
    expect([...(reasons?.children ?? [])].map((reason) => reason.textContent)).toEqual(['Select a frame.', 'Add your CometAPI key.'])
  })

  it('warns where storage is at risk', () => {
    showRun({ isStorageAtRisk: true })
    expect(page.textContent).toContain('lost if this window closes')
  })
})
