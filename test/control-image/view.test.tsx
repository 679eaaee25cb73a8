import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlacedLayer } from '../../src/core/live/live.ts'
import type { Light } from '../../src/core/look/look.ts'
import { studies } from '../../src/core/look/studies.ts'
import type { DepthFrom } from '../../src/core/model/model.ts'
import type { Selection } from '../../src/core/selection/protocol.ts'
import { unfitText } from '../../src/core/selection/words.ts'
import { Source } from '../../src/ui/control-image/Source.tsx'
import type { Preview } from '../../src/ui/control-image/preview.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { makeSelection } from '../../src/ui/selection/part.ts'
import { all, close, drawn, get, open, page, show } from '../support/screen.tsx'
import { selectedVilla, sentPicture } from '../support/villa.ts'

beforeEach(open)
afterEach(close)

const ready: Preview = { state: 'ready', url: 'data:,', sent: sentPicture }

function showSource(selected: Selection = selectedVilla(), preview: Preview = ready) {
  const recipe = makeRecipe(() => 0.5)
  const selection = makeSelection({
    figma: { reveal: async () => {}, select: async () => {}, locate: async () => null },
    originalOf: () => null,
    rules: signal(recipe.model.peek().rules),
    announce: () => {},
  })
  selection.select(selected)
  const part = {
    preview: signal(preview),
    plan: signal(preview.state === 'ready' ? preview.sent.plan : null),
    depth: signal<DepthFrom | null>(null),
    isPlain: signal(false),
  }
  const isNewHost = signal(true)
  const series = signal<readonly Light[] | null>(null)
  const live = { picture: signal<string | null>(null), tinted: signal<readonly PlacedLayer[]>([]), guess: signal<PlacedLayer | null>(null) }
  show(
    <Source
      part={part}
      selection={selection}
      recipe={recipe}
      series={series}
      live={live}
      connection={{ host: signal('api.cometapi.com'), isNewHost }}
    />,
  )
  return { live, recipe, series, isNewHost }
}

describe('the source card', () => {
  it('tells name, size, the picture that leaves and where it goes', () => {
    showSource()
    const text = get('region', 'Source').textContent
    expect(text).toContain('Villa, street view')
    expect(text).toContain('sent as 1216 × 864 PNG, 310 kB')
    expect(text).toContain('to api.cometapi.com')
  })

  it.each([
    [{ width: 48, height: 48 }, true],
    [{ width: 320, height: 200 }, true],
    [{ width: 256, height: 256 }, false],
    [{ width: 1440, height: 90 }, false],
  ])('says of %o whether it has little to go by', (size, isFew) => {
    const villa = selectedVilla()
    showSource(villa.kind === 'one' ? { ...villa, source: { ...villa.source, size, nodeSize: size } } : villa)
    expect(get('region', 'Source').textContent?.includes('So few pixels give a model little to go by.')).toBe(isFew)
  })

  it('tells the whole prompt as own words are typed', async () => {
    const { recipe } = showSource()
    recipe.chooseLook('timber')
    recipe.chooseLight('golden')
    recipe.setWords('wet pavement')
    await drawn()
    expect(get('region', 'Source').textContent).toMatch(/Full prompt.*larch.*golden.*wet pavement\.$/)
    recipe.setWords('{oak | walnut} floor')
    await drawn()
    expect(get('region', 'Source').textContent).toContain('Full prompt (1 of 2)')
  })

  it('counts the prompts of several looks and lights, and tells that of a series', async () => {
    const { recipe, series } = showSource()
    recipe.moreLooks.toggle('brick')
    recipe.moreLights.toggle('dusk')
    recipe.moreLights.toggle('night')
    await drawn()
    expect(get('region', 'Source').textContent).toContain('Full prompt (1 of 6)')
    const [sun] = studies
    series.value = sun.options
    await drawn()
    expect(get('region', 'Source').textContent).toContain('Full prompt (1 of 14)')
    expect(get('region', 'Source').textContent).toContain(sun.options[0].phrase)
  })

  it('folds what is sent after the first order, one press away', async () => {
    const { isNewHost } = showSource()
    const button = get('button', 'What is sent')
    expect(button.getAttribute('aria-expanded')).toBe('true')
    isNewHost.value = false
    await drawn()
    expect(button.getAttribute('aria-expanded')).toBe('false')
    expect(get('region', 'Source').textContent).not.toMatch(/sent as|api\.cometapi/)
    button.click()
    await drawn()
    expect(get('region', 'Source').textContent).toContain('to api.cometapi.com')
  })

  it('tints the product, or what looks like it, where it lies in the picture', async () => {
    const { live } = showSource()
    const bottle = { id: '3:1', name: '#product Bottle', box: { x: 720, y: 512, width: 144, height: 256 }, isObject: true }
    live.tinted.value = [bottle]
    await drawn()
    const tint = get('[role=img]', 'Product: Bottle').querySelector('rect')
    const at = ['x', 'y', 'width', 'height'].map((side) => Number(tint?.getAttribute(side)))
    expect(at.map(Math.round)).toEqual([608, 432, 122, 216])
    expect(tint?.getAttribute('class')).toBe('tint')
    live.guess.value = bottle
    await drawn()
    expect(get('[role=img]', 'Looks like the product: Bottle').querySelector('rect')?.getAttribute('class')).toBe('tint guessed')
  })

  it('shows the exact picture, small and large', async () => {
    showSource()
    expect(get('img', 'Preview of Villa, street view').getAttribute('src')).toBe('data:,')
    get('button', 'Show large').click()
    await drawn()
    expect(get('button', 'Show small').getAttribute('aria-expanded')).toBe('true')
    expect(all('img', 'Preview of Villa, street view')).toHaveLength(1)
  })

  it('shows what stays live over the exact picture', async () => {
    const { live } = showSource()
    expect(all('svg[role=img]', 'Editable layers of Villa, street view')).toHaveLength(0)
    live.picture.value = 'data:live,'
    await drawn()
    expect(get('svg[role=img]', 'Editable layers of Villa, street view').innerHTML).toContain('data:live,')
  })

  it.each([
    [{ kind: 'none' }, 'Select a frame to restyle'],
    [{ kind: 'several', sources: [], skipped: [] }, 'None of them can be restyled.'],
    [{ kind: 'unfit', id: '1', name: 'Cut', why: 'slice' }, unfitText.slice],
  ] as const)('says what to do with the selection %o', (selected, words) => {
    showSource(selected, { state: 'none' })
    expect(get('region', 'Source').textContent).toContain(words)
  })

  it('shows markup in a name as the text it is', () => {
    const name = '<img src=x onerror=alert(1)>'
    showSource(selectedVilla({ name }), { state: 'loading' })
    expect(get('region', 'Source').textContent).toContain(name)
    expect(page.querySelector('img')).toBeNull()
  })
})
