import { stopText } from '../../src/core/model/dial.ts'
import { models } from '../../src/core/model/models.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Advanced } from '../../src/ui/recipe/Advanced.tsx'
import { Amount } from '../../src/ui/recipe/Amount.tsx'
import { Choices } from '../../src/ui/recipe/Choices.tsx'
import { Geometry } from '../../src/ui/recipe/Geometry.tsx'
import { Prompt } from '../../src/ui/recipe/Prompt.tsx'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { all, close, drawn, enter, get, open, page, press, show, typeInto } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

/** The form over the real choices. */
function showForm() {
  const recipe = makeRecipe(() => 0.5)
  show([
    <Choices part={recipe} />,
    <Prompt part={recipe} />,
    <Geometry part={recipe} />,
    <Amount part={recipe} />,
    <Advanced part={recipe} offered={models} facts={[]} noDepthMapAt="CometAPI" />,
  ])
  return recipe
}

async function showAdvanced() {
  const recipe = showForm()
  get('button', 'Advanced').click()
  await drawn()
  return recipe
}

describe('the prompt', () => {
  it('says of a brace without its other that it is sent as typed, unless that was asked for', async () => {
    const recipe = showForm()
    recipe.setWords('{oak | walnut floor')
    await drawn()
    const field = get('textbox', 'Prompt')
    const note = page.querySelector(`#${field.getAttribute('aria-describedby') ?? 'none'}`)
    expect(note?.textContent).toBe('A { or } is without the other: it is sent as typed.')
    recipe.setWords('{oak | walnut} floor')
    await drawn()
    expect(field.hasAttribute('aria-describedby')).toBe(false)
    recipe.setWords('{oak')
    recipe.setAsTyped(true)
    await drawn()
    expect(field.hasAttribute('aria-describedby')).toBe(false)
  })
})

describe('the geometry dial', () => {
  it('has five stops in a named group, and says what is known of the one that is set', async () => {
    const recipe = showForm()
    const group = get('radiogroup', 'Geometry')
    expect([...group.querySelectorAll('label')].map(({ textContent }) => textContent)).toEqual([
      'Free',
      'Loose',
      'Balanced',
      'Firm',
      'Exact',
    ])
    expect(get('radio', 'Balanced')).toHaveProperty('checked', true)
    expect(group.previousElementSibling?.textContent).toContain(stopText(recipe.model.value?.id ?? '', 'balanced'))
    get('radio', 'Exact').click()
    await drawn()
    expect(recipe.values.value.guidance).toBe(40)
  })

  it('has none checked where a value was set by hand', async () => {
    const recipe = showForm()
    recipe.setValue('guidance', 33)
    await drawn()
    expect(get('radiogroup', 'Geometry').querySelectorAll(':checked')).toHaveLength(0)
  })

  it('writes what an editor is told into the prompt', async () => {
    const recipe = showForm()
    recipe.chooseModel('flux-2-pro')
    await drawn()
    get('radio', 'Exact').click()
    await drawn()
    expect(recipe.prompt.value).toContain('stays at the same pixel')
  })
})

describe('making until a picture keeps enough', () => {
  it('is off at first, and then has how much is enough and how many at most', async () => {
    const recipe = showForm()
    expect([recipe.until.value, all('spinbutton', 'Pictures at most')]).toEqual([null, []])
    get('checkbox', 'Make until it keeps 95 %').click()
    await drawn()
    expect(recipe.until.value).toEqual({ percent: 95, most: 4 })
    enter(get('spinbutton', 'Pictures at most'), '12')
    enter(get('spinbutton', 'Percent of lines'), '80')
    await drawn()
    expect(recipe.until.value).toEqual({ percent: 80, most: 8 })
    expect(get('checkbox', 'Make until it keeps 80 %')).toHaveProperty('checked', true)
  })
})

describe('the choices', () => {
  it('are native radios in named groups, one checked in each', () => {
    showForm()
    for (const group of ['Purpose', 'Look', 'Light']) expect(get('radiogroup', group).querySelectorAll(':checked')).toHaveLength(1)
    expect(get('radio', 'Photo')).toHaveProperty('checked', true)
  })

  it('change by choosing, and the looks follow the purpose', async () => {
    const recipe = showForm()
    get('radio', 'Brick').click()
    get('radio', 'Night').click()
    expect([recipe.look.value.id, recipe.light.value.id]).toEqual(['brick', 'night'])
    get('radio', 'Interface').click()
    await drawn()
    expect(recipe.purpose.value).toBe('interface')
    expect(get('radio', 'Glass')).toHaveProperty('checked', true)
    expect(all('radio', 'Brick')).toHaveLength(0)
  })

  it('keep the variants between one and eight', async () => {
    const recipe = showForm()
    recipe.setVariants(7)
    await drawn()
    const field = get('spinbutton', 'Variants')
    expect([field.getAttribute('aria-valuemin'), field.getAttribute('aria-valuemax')]).toEqual(['1', '8'])
    const made: number[] = []
    recipe.variants.subscribe((count) => made.push(count))
    get('button', 'More variants').click()
    await drawn()
    get('button', 'More variants').click()
    enter(field, '40')
    enter(field, '3')
    enter(field, '')
    expect(made).toEqual([7, 8, 3])
    await drawn()
    expect(field).toHaveProperty('value', '3')
  })
})

describe('Advanced', () => {
  it('is closed at first and tells so', async () => {
    showForm()
    const button = get('button', 'Advanced')
    expect(button.getAttribute('aria-expanded')).toBe('false')
    expect(all('combobox', 'Model')).toHaveLength(0)
    button.click()
    await drawn()
    expect(button.getAttribute('aria-expanded')).toBe('true')
    expect(page.querySelector(`#${button.getAttribute('aria-controls')}`)).not.toBeNull()
  })

  it('draws a control for every parameter of the model', async () => {
    const recipe = await showAdvanced()
    for (const name of ['Guidance', 'Steps', 'Seed', 'Safety tolerance']) get('spinbutton', name)
    for (const name of ['Model', 'Geometry from', 'Format']) get('combobox', name)
    for (const name of ['Lock seed', 'Let the service rewrite the prompt']) get('checkbox', name)
    expect([...get('combobox', 'Geometry from').querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
      'The frame as a picture',
      'Depth from its layers (not at CometAPI)',
      'Its layer #depth (not at CometAPI)',
      'A chosen image (not at CometAPI)',
      'The frame is a depth map (not at CometAPI)',
    ])
    enter(get('combobox', 'Geometry from'), 'layer')
    await drawn()
    expect(page.textContent).toContain('By its documents CometAPI takes none')
    enter(get('combobox', 'Model'), 'flux-kontext-pro')
    await drawn()
    expect(recipe.model.value.id).toBe('flux-kontext-pro')
    expect(all('spinbutton', 'Guidance')).toHaveLength(0)
  })

  it('snaps and clamps typed numbers, and leaves half-typed ones in peace', async () => {
    const recipe = await showAdvanced()
    const before = recipe.edits.value
    typeInto(get('spinbutton', 'Steps'), '2')
    expect(recipe.edits.value).toBe(before)
    enter(get('spinbutton', 'Steps'), '2')
    enter(get('spinbutton', 'Guidance'), '30.26')
    expect(recipe.values.value).toMatchObject({ steps: 15, guidance: 30.5 })
  })

  it('says what became of a number that had to be changed, until the next one is typed', async () => {
    await showAdvanced()
    enter(get('spinbutton', 'Steps'), '100')
    await drawn()
    expect(get('status').textContent).toBe('15 to 50: 100 became 50.')
    enter(get('spinbutton', 'Steps'), '40')
    await drawn()
    expect(all('status')).toHaveLength(0)
  })

  it('takes a seed of another tool as it is', async () => {
    const recipe = await showAdvanced()
    enter(get('spinbutton', 'Seed'), '156680208700286')
    expect(recipe.seed.value).toBe(156_680_208_700_286)
  })

  it('counts a number while it is typed, as soon as it can stay as it is', async () => {
    const recipe = await showAdvanced()
    typeInto(get('spinbutton', 'Steps'), '30')
    expect(recipe.values.value).toMatchObject({ steps: 30 })
  })

  it.each([
    ['Guidance', '22,5', { guidance: 22.5 }],
    ['Steps', '２０', { steps: 20 }],
    ['Steps', 'Steps: 25, Sampler: Euler a, Seed: 12345', { steps: 25 }],
  ])('reads %s out of %o', async (name, typed, values) => {
    const recipe = await showAdvanced()
    enter(get('spinbutton', name), typed)
    expect(recipe.values.value).toMatchObject(values)
  })

  it.each([
    ['4294967295', 4_294_967_295],
    ['Seed: 3,141,592,653', 3_141_592_653],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('takes the seed of another tool as it is: %s', async (typed, seed) => {
    const recipe = await showAdvanced()
    enter(get('spinbutton', 'Seed'), typed)
    expect(recipe.seed.value).toBe(seed)
    await drawn()
    expect(all('status')).toHaveLength(0)
  })

  it('changes no digit of a seed that is too long to be exact, and says so', async () => {
    const recipe = await showAdvanced()
    typeInto(get('spinbutton', 'Seed'), '1844674407')
    enter(get('spinbutton', 'Seed'), '18446744073709551615')
    expect(recipe.seed.value).toBe(500_000_000)
    await drawn()
    expect(get('status').textContent).toBe('Too long to be kept exactly: 500000000 stays.')
    expect(get('spinbutton', 'Seed')).toHaveProperty('value', '500000000')
  })

  it('goes back to the number before when what is typed ends as none', async () => {
    const recipe = await showAdvanced()
    for (const text of ['2', '20', '2', '']) typeInto(get('spinbutton', 'Steps'), text)
    get('spinbutton', 'Steps').dispatchEvent(new Event('blur'))
    expect(recipe.values.value).toMatchObject({ steps: 50 })
    await drawn()
    expect(get('spinbutton', 'Steps')).toHaveProperty('value', '50')
  })

  it('steps by the arrow keys, within the range', async () => {
    const recipe = await showAdvanced()
    const field = get('spinbutton', 'Guidance')
    press(field, 'ArrowUp')
    expect(recipe.values.value).toMatchObject({ guidance: 15.5 })
    enter(field, '1')
    press(field, 'ArrowDown')
    expect(recipe.values.value).toMatchObject({ guidance: 1 })
  })

  it('leaves a number alone while an input method still writes it', async () => {
    await showAdvanced()
    const field = get('spinbutton', 'Steps')
    typeInto(field, '１')
    press(field, 'Enter', { isComposing: true })
    await drawn()
    expect(field).toHaveProperty('value', '１')
  })

  it('sets, locks and rolls the seed', async () => {
    const recipe = await showAdvanced()
    enter(get('spinbutton', 'Seed'), '12')
    get('checkbox', 'Lock seed').click()
    expect([recipe.seed.value, recipe.isSeedLocked.value]).toEqual([12, true])
    get('button', 'New random seed').click()
    expect(recipe.seed.value).toBe(500_000_000)
  })
})
