import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { carryOver } from '../../src/core/model/carry-over.ts'
import { signal } from '@preact/signals'
import { models } from '../../src/core/model/models.ts'
import { type Model, initialValues } from '../../src/core/model/model.ts'
import { Advanced } from '../../src/ui/recipe/Advanced.tsx'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { Switch } from '../../src/ui/switching/Switch.tsx'
import type { Offer } from '../../src/ui/switching/part.ts'
import { recorder } from '../support/calls.ts'
import { modelOf } from '../support/models.ts'
import { all, close, drawn, get, nameOf, open, page, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

const depth = modelOf('flux-depth-pro')

function anOffer(id: string, price = ''): Offer {
  const values = { ...initialValues(depth), safety: 6 }
  return {
    gone: depth,
    model: modelOf(id),
    models: models.filter((model) => model !== depth).map((model) => ({ ...carryOver(values, depth, model), model, price })),
  }
}

async function asked(now: Offer) {
  const offer = signal<Offer | null>(now)
  const { calls, note } = recorder()
  show(<Switch part={{ offer, pick: note('pick'), confirm: note('confirm'), dismiss: note('dismiss') }} />)
  await drawn()
  return { calls, offer }
}

describe('the question with which model to go on', () => {
  it('says what is gone, what was charged and all that changes', async () => {
    await asked(anOffer('flux-2-pro'))
    const text = get('dialog', 'Switch model').textContent
    expect(text).toContain('FLUX.1 Depth [pro] is not available now. Nothing was charged.')
    expect(text).toMatch(/Geometrywas kept by a depth map of the frame\. Now only asked for in the prompt\. It tries/)
    expect(text).toContain('Pricenot known here')
    expect(text).toContain('Keptlook, light, words, seed, Format')
    expect(text).toContain('ChangedSafety tolerance 6 → 5')
    expect(text).toContain('Left outGeometry from, Guidance, Steps')
  })

  it('says that geometry is as before where it is', async () => {
    await asked({ ...anOffer('flux-2-max'), gone: modelOf('flux-2-pro') })
    expect(get('dialog', 'Switch model').textContent).toContain('Geometryas before, only asked for in the prompt.')
  })

  it('only takes the choice with its button, which names the model: nothing is ordered here', async () => {
    const { calls } = await asked(anOffer('flux-2-pro'))
    expect(all('button').map(nameOf)).toEqual(['Use FLUX.2 [pro]', 'Cancel'])
    get('button', 'Cancel').click()
    expect(get('checkbox', 'Use it from now on')).toHaveProperty('checked', true)
    get('button', 'Use FLUX.2 [pro]').click()
    expect(calls.slice(0, 2)).toEqual([['dismiss'], ['confirm', true]])
  })

  it('stays chosen only where that is wished', async () => {
    const { calls } = await asked(anOffer('flux-2-pro'))
    get('checkbox', 'Use it from now on').click()
    await drawn()
    get('button', 'Use FLUX.2 [pro]').click()
    expect(calls[0]).toEqual(['confirm', false])
  })

  it('has the focus on its button, so that Enter goes on', async () => {
    await asked(anOffer('flux-2-pro'))
    expect(document.activeElement).toBe(get('button', 'Use FLUX.2 [pro]'))
  })

  it('offers the others that are not gone, each with how it keeps geometry and what it costs', async () => {
    const { calls } = await asked(anOffer('flux-2-pro', 'about $0.03 a picture (price seen 2026-11)'))
    const radios = all('radio')
    expect(radios.map(nameOf)).toEqual(models.slice(1).map(({ label }) => label))
    expect(radios.filter((radio) => radio.matches(':checked')).map(nameOf)).toEqual(['FLUX.2 [pro]'])
    const says = (name: string) => page.querySelector(`#${get('radio', name).getAttribute('aria-describedby')}`)?.textContent
    expect(says('FLUX.1 Canny [pro]')).toBe('Geometry kept by the edges found in the frame, about $0.03 a picture')
    expect(says('FLUX.2 [max]')).toBe('Geometry only asked for in the prompt, about $0.03 a picture')
    get('radio', 'FLUX.1 Kontext [max]').click()
    expect(calls).toEqual([['pick', modelOf('flux-kontext-max')]])
  })

  it('is gone once it is answered', async () => {
    const { offer } = await asked(anOffer('flux-2-pro'))
    offer.value = null
    await drawn()
    expect(all('dialog')).toHaveLength(0)
  })
})

function showAdvanced(model: Model): void {
  const recipe = makeRecipe(() => 0.5)
  recipe.chooseModel(model.id)
  recipe.isAdvancedOpen.value = true
  show(<Advanced part={recipe} offered={models} facts={[]} />)
}

describe('the card of a model', () => {
  it.each(models.map((model) => [model.label, model] as const))(
    'of %s tells what it is good for, geometry and who serves it',
    (_, model) => {
      showAdvanced(model)
      const field = get('combobox', 'Model')
      const card = field.ownerDocument.getElementById(field.getAttribute('aria-describedby') ?? '')
      for (const line of [model.goodFor, model.geometry, model.served]) expect(card?.textContent).toContain(line)
    },
  )

  it.each(models.map((model) => [model.label, model] as const))('of %s stands above exactly its own controls', (_, model) => {
    showAdvanced(model)
    const controls = (params: Model['params']) => Object.values(params).filter((param) => !(param.kind === 'choice' && param.isOnDial))
    for (const param of controls(model.params)) {
      const role = { number: 'spinbutton', seed: 'spinbutton', choice: 'combobox', toggle: 'checkbox', text: 'textbox' }[param.kind]
      get(role, param.label)
    }
    const labels = models.flatMap(({ params }) => controls(params).map(({ label }) => label))
    const own = controls(model.params).map(({ label }) => label)
    for (const label of labels.filter((one) => !own.includes(one)))
      for (const role of ['spinbutton', 'combobox', 'checkbox']) expect(all(role, label)).toHaveLength(0)
  })
})
