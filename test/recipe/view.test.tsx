import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { previewUrl, villa } from '../support/fake-store.ts'
import { all, close, drawn, enter, get, nameOf, open, page, press, show } from '../support/screen.tsx'
import { unfitText } from '../../src/core/selection/words.ts'

beforeEach(open)
afterEach(close)

describe('the source card', () => {
  it('tells name, size, the picture that leaves and where it goes', () => {
    show()
    const text = get('region', 'Source').textContent
    expect(text).toContain('Villa, street view')
    expect(text).toContain('1440 × 1024 → sent as 1216 × 864 PNG, 310 kB')
    expect(text).toContain('to api.cometapi.com')
  })

  it('shows the exact picture, small and large', async () => {
    show()
    expect(get('img', 'Preview of Villa, street view').getAttribute('src')).toBe(previewUrl)
    get('button', 'Show large').click()
    await drawn()
    expect(get('button', 'Show small').getAttribute('aria-expanded')).toBe('true')
    expect(all('img', 'Preview of Villa, street view')).toHaveLength(1)
  })

  it.each([
    [{ kind: 'none' }, 'Select a frame to restyle'],
    [{ kind: 'several', sources: [], skipped: [] }, 'None of them can be restyled.'],
    [{ kind: 'unfit', id: '1', name: 'Cut', why: 'slice' }, unfitText.slice],
  ] as const)('says what to do with the selection %o', (selection, words) => {
    show({ selection, preview: { state: 'none' }, plan: null })
    expect(get('region', 'Source').textContent).toContain(words)
  })

  it('shows markup in a name as the text it is', () => {
    const name = '<img src=x onerror=alert(1)>'
    show({ selection: { kind: 'one', source: { ...villa, name } }, preview: { state: 'loading' } })
    expect(get('region', 'Source').textContent).toContain(name)
    expect(page.querySelector('img')).toBeNull()
  })

  it('names a model that it does not know, and offers what can be done without it', () => {
    const recipe = JSON.stringify({ version: 1, modelId: 'flux-9', seed: 7, purpose: 'building', look: 'brick', light: 'snow' })
    show({ selection: { kind: 'one', source: { ...villa, recipe } } })
    expect(get('region', 'Source').textContent).toContain('Made with a model this version does not know: flux-9. Brick, Snow, seed 7')
    get('button', 'Use these settings')
    get('button', 'Remix')
    expect(all('button', /^More like this/)).toHaveLength(0)
  })

  it('offers the settings of a picture that the plugin made, but not of a newer version', async () => {
    const recipe = JSON.stringify({ version: 1, modelId: 'flux-depth-pro', seed: 7, purpose: 'building', look: 'brick', light: 'snow' })
    const { calls, signals } = show({ selection: { kind: 'one', source: { ...villa, recipe } } })
    expect(get('region', 'Source').textContent).toContain('Made with Brick, Snow, FLUX.1 Depth [pro], seed 7')
    get('button', 'Use these settings').click()
    expect(calls).toContainEqual(expect.arrayContaining(['useRecipe']))
    signals.selection.value = { kind: 'one', source: { ...villa, recipe: '{"version":2}' } }
    await drawn()
    expect(get('region', 'Source').textContent).toContain('newer version')
    expect(all('button', 'Use these settings')).toHaveLength(0)
  })
})

describe('the choices', () => {
  it('are native radios in named groups, one checked in each', () => {
    show()
    for (const group of ['Purpose', 'Look', 'Light']) expect(get('radiogroup', group).querySelectorAll(':checked')).toHaveLength(1)
    expect(get('radio', 'Warm timber')).toHaveProperty('checked', true)
  })

  it('change by choosing, and the looks follow the purpose', async () => {
    const { calls } = show()
    get('radio', 'Brick').click()
    get('radio', 'Night').click()
    get('radio', 'Interface').click()
    await drawn()
    expect(calls).toEqual([
      ['chooseLook', 'brick'],
      ['chooseLight', 'night'],
      ['choosePurpose', 'interface'],
    ])
    expect(get('radio', 'Glass')).toHaveProperty('checked', true)
    expect(all('radio', 'Brick')).toHaveLength(0)
  })

  it('show the whole prompt as own words are typed', async () => {
    show()
    enter(get('textbox', 'Prompt'), 'wet pavement', false)
    await drawn()
    expect(page.querySelector('#sent-prompt')?.textContent).toMatch(/larch.*golden.*wet pavement\.$/)
  })

  it.each([{ ctrlKey: true }, { metaKey: true }])('run on Enter with %o in the prompt', (keys) => {
    const { calls } = show()
    press(get('textbox', 'Prompt'), 'Enter')
    expect(calls).toEqual([])
    press(get('textbox', 'Prompt'), 'Enter', keys)
    expect(calls).toEqual([['run']])
  })

  it('keep the variants between one and eight', async () => {
    const { calls } = show({ variants: 7 })
    const field = get('spinbutton', 'Variants')
    expect([field.getAttribute('min'), field.getAttribute('max')]).toEqual(['1', '8'])
    get('button', 'More variants').click()
    await drawn()
    get('button', 'More variants').click()
    enter(field, '40')
    enter(field, '3')
    enter(field, '')
    expect(calls).toEqual([
      ['setVariants', 8],
      ['setVariants', 3],
    ])
    await drawn()
    expect(field).toHaveProperty('value', '3')
  })
})

describe('Advanced', () => {
  it('is closed at first and tells so', async () => {
    show()
    const button = get('button', 'Advanced')
    expect(button.getAttribute('aria-expanded')).toBe('false')
    expect(all('combobox', 'Model')).toHaveLength(0)
    button.click()
    await drawn()
    expect(button.getAttribute('aria-expanded')).toBe('true')
    expect(page.querySelector(`#${button.getAttribute('aria-controls')}`)).not.toBeNull()
  })

  it('draws a control for every parameter of the model', async () => {
    const { signals } = show({ isAdvancedOpen: true })
    for (const name of ['Guidance', 'Steps', 'Seed', 'Safety tolerance']) get('spinbutton', name)
    for (const name of ['Model', 'Geometry from', 'Format']) get('combobox', name)
    for (const name of ['Lock seed', 'Let the service rewrite the prompt']) get('checkbox', name)
    enter(get('combobox', 'Model'), 'flux-kontext-pro')
    await drawn()
    expect(signals.model.value.id).toBe('flux-kontext-pro')
    expect(all('spinbutton', 'Guidance')).toHaveLength(0)
  })

  it('snaps and clamps typed numbers, and leaves half-typed ones in peace', () => {
    const { calls } = show({ isAdvancedOpen: true })
    enter(get('spinbutton', 'Steps'), '2', false)
    expect(calls).toEqual([])
    enter(get('spinbutton', 'Steps'), '2')
    enter(get('spinbutton', 'Guidance'), '30.26')
    expect(calls).toEqual([
      ['setValue', 'steps', 15],
      ['setValue', 'guidance', 30.5],
    ])
  })

  it('sets, locks and rolls the seed', () => {
    const { calls } = show({ isAdvancedOpen: true })
    enter(get('spinbutton', 'Seed'), '12')
    get('checkbox', 'Lock seed').click()
    get('button', 'New random seed').click()
    expect(calls.map(([action, value]) => [action, action === 'rollSeed' ? 0 : value])).toEqual([
      ['setSeed', 12],
      ['lockSeed', true],
      ['rollSeed', 0],
    ])
  })
})

describe('the run button', () => {
  it('carries the verb, without the shortcut in its name', () => {
    show({ runLabel: 'Restyle frame × 2 = 2 pictures' })
    expect(nameOf(get('button', /^Restyle/))).toBe('Restyle frame × 2 = 2 pictures')
    expect(get('button', /^Restyle/).getAttribute('aria-disabled')).toBe('false')
  })

  it('stays reachable while it cannot run, and points at every reason', () => {
    show({ reasons: ['Select a frame.', 'Add your CometAPI key.'] })
    const button = get('button', /^Restyle/)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(button.hasAttribute('disabled')).toBe(false)
    const reasons = page.querySelector(`#${button.getAttribute('aria-describedby')}`)
    expect([...(reasons?.children ?? [])].map((reason) => reason.textContent)).toEqual(['Select a frame.', 'Add your CometAPI key.'])
  })

  it('warns where storage is at risk', () => {
    show({ storageAtRisk: true })
    expect(page.textContent).toContain('lost if this window closes')
  })
})

describe('the notices', () => {
  it('live in one status and one alert that are always there', async () => {
    const { signals, calls } = show()
    const [status, alert] = [page.querySelector('[role=status]'), page.querySelector('[role=alert]')]
    signals.status.value = 'Placed on the canvas'
    signals.alert.value = 'Settings could not be stored.'
    await drawn()
    expect(page.querySelectorAll('[role=status], [role=alert]')).toHaveLength(2)
    expect([status?.textContent, alert?.textContent]).toEqual(['Placed on the canvas', 'Settings could not be stored.'])
    get('button', 'Dismiss').click()
    expect(calls.map(([action]) => action)).toEqual(['dismissAlert'])
  })
})

describe('the corner', () => {
  it('resizes by arrow keys within the limits', () => {
    const { calls } = show()
    Object.defineProperties(document.documentElement, {
      clientWidth: { value: 310, configurable: true },
      clientHeight: { value: 680, configurable: true },
    })
    press(get('button', 'Resize window'), 'ArrowLeft')
    press(get('button', 'Resize window'), 'ArrowDown')
    expect(calls).toEqual([
      ['resize', { width: 300, height: 680 }],
      ['resize', { width: 310, height: 700 }],
    ])
  })
})
