import { describe, expect, it } from 'vitest'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { Recipe } from '../../src/core/recipe/recipe.ts'
import { factsOf, subtree } from '../support/layers.ts'
import { restyleLayers, textsLive } from '../support/live-restyle.ts'
import { identityAnswer } from '../support/pixels.ts'
import { begin, frameScript, intend, newHost, openPlugin, picture } from '../support/plugin.ts'

const bold = `await figma.loadFontAsync({ family: 'Inter', style: 'Bold' })
  const text = figma.createText()
  text.fontName = { family: 'Inter', style: 'Bold' }
  text.characters = 'Hello there'
  text.fontSize = 32
  frame.appendChild(text)
  text.x = 40; text.y = 30`

async function restyleLive(body: string, live: LiveChoice = textsLive) {
  const host = await newHost()
  const id = await host.author<string>(frameScript(`${bold}\n${body}`))
  const restyled = await restyleLayers(host, [id], false, live)
  const [copy = ''] = host.children(restyled.nodeId)
  return { host, id, restyled, copy }
}

describe('a text that stays live', () => {
  it('stands over the picture as the text that it was', async () => {
    const { host, id, restyled, copy } = await restyleLive('')
    expect(restyled.notes).toEqual([])
    const [text = ''] = host.children(copy)
    expect(host.describe(text)).toMatchObject({ type: 'TEXT', characters: 'Hello there', fontSize: 32, x: 40, y: 30 })
    expect(host.children(id)).toHaveLength(4)
    expect(restyled.plugin.run.problems).toEqual([])
  })

  it('is seen where somebody hid the source while the picture was made', async () => {
    const host = await newHost()
    const id = await host.author<string>(frameScript(bold))
    const { figma } = await openPlugin(host)
    const ordered = picture(7, { live: textsLive })
    const begun = await begin(figma, id, [ordered])
    await intend(figma, ordered.key, begun)
    await host.author(`async (figma) => { figma.getNodeById('${id}').visible = false; return 1 }`)
    const { nodeId } = await figma.fill({ key: ordered.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect(subtree(host, nodeId).map(({ type, visible }) => [type, visible])).toEqual([
      ['FRAME', true],
      ['FRAME', true],
      ['TEXT', true],
    ])
    expect(host.describe(id)).toMatchObject({ visible: false })
  })
})

describe('a layer named to stay live', () => {
  it('does so where nothing was chosen, and the recipe tells which one, and of a product too', async () => {
    const { host, restyled, copy } = await restyleLive(
      `text.name = '#keep headline'; const jar = rectangle(frame, 10, 200, 60, 60, paint(0, 1, 0)); jar.name = '#product jar'`,
      nothingLive,
    )
    expect(host.children(copy).map((child) => factsOf(host, child)['name'])).toEqual(['#keep headline', '#product jar'])
    const { live, source } = JSON.parse(
      (factsOf(host, restyled.nodeId)['pluginData'] as Record<string, string>)['recipe'] ?? '{}',
    ) as Recipe
    const names = (ids: readonly string[]): unknown[] => ids.map((one) => factsOf(host, one)['name'])
    expect([names(live.kept), names(live.products), live.texts]).toEqual([['#keep headline'], ['#product jar'], false])
    expect(host.children(source.id)).toHaveLength(5)
  })
})

describe('a picture whose live layers cannot be laid over it', () => {
  it('stands all the same, with nothing half-done on it and a word about that', async () => {
    const host = await newHost()
    const [id = '', main = ''] = await host.author<string[]>(
      frameScript(`${bold}
        const component = figma.createComponent(); component.resize(1200, 300); component.x = 900; component.appendChild(frame); frame.x = 0; frame.y = 0
        const used = component.createInstance(); used.x = 2400
        return [used.id, component.id]`),
    )
    host.select([id])
    const plugin = await openPlugin(host)
    const one = picture(7, { live: textsLive })
    const begun = await begin(plugin.figma, id, [one])
    await intend(plugin.figma, one.key, begun)
    // Somebody moves the placeholder into the component itself, which must not contain an instance of itself, and drops a note on it.
    const placeholder = begun.tasks[0]?.nodeId ?? ''
    await host.author(`async (figma) => {
      const node = await figma.getNodeByIdAsync('${placeholder}');
      (await figma.getNodeByIdAsync('${main}')).appendChild(node)
      const note = figma.createRectangle(); note.name = 'note'; node.appendChild(note)
      return 1
    }`)
    const theirs = host.children(placeholder)
    const page = host.children(host.pages()[0]?.id ?? '')
    const { nodeId, notes } = await plugin.figma.fill({ key: one.key, bytes: await identityAnswer(begun.bytes, begun.plan) })
    expect([nodeId, notes]).toEqual([placeholder, ['live-failed']])
    expect(host.children(host.pages()[0]?.id ?? '')).toEqual(page)
    expect(factsOf(host, nodeId)).toMatchObject({ children: theirs, fills: [{ type: 'IMAGE', visible: true }] })
    expect(plugin.run.problems).toEqual([])
    host.dispose()
  })
})

describe('the shadow of what holds a text', () => {
  const shadow = `[{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 1 }, offset: { x: 4, y: 4 }, radius: 2, visible: true, blendMode: 'NORMAL' }]`
  const effectsOf = async (body: string): Promise<unknown> => {
    const { host, copy } = await restyleLive(body)
    const [holder = ''] = host.children(copy)
    return factsOf(host, holder)['effects']
  }

  it('stays in the picture where it falls from layers of the picture too, in a group as in a frame without paint', async () => {
    expect(
      await effectsOf(
        `const under = rectangle(frame, 30, 20, 200, 60, paint(1, 1, 1)); frame.appendChild(text); figma.group([under, text], frame).effects = ${shadow}`,
      ),
    ).toEqual([])
    const boxed = `const box = figma.createFrame(); frame.appendChild(box); box.fills = []; rectangle(box, 0, 0, 90, 60, paint(1, 1, 1)); box.appendChild(text); box.effects = ${shadow}`
    expect(await effectsOf(boxed)).toEqual([])
  })

  it('stays live where it falls from nothing else', async () => {
    expect(await effectsOf(`figma.group([text], frame).effects = ${shadow}`)).toMatchObject([{ type: 'DROP_SHADOW' }])
    const hidden = `const other = rectangle(frame, 30, 20, 200, 60, paint(1, 1, 1)); other.visible = false; figma.group([other, text], frame).effects = ${shadow}`
    expect(await effectsOf(hidden)).toMatchObject([{ type: 'DROP_SHADOW' }])
  })
})
