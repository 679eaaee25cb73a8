import { describe, expect, it } from 'vitest'
import { frameScript, newHost, openPlugin } from '../support/plugin.ts'

async function selectionOf(script: string): Promise<unknown> {
  const host = await newHost()
  const id = await host.author<string>(script)
  host.select([id])
  const { figma } = await openPlugin(host)
  return (await figma.load()).selection
}

describe('the selection', () => {
  it.each([
    ['slice', 'async (figma) => { const node = figma.createSlice(); node.resize(100, 100); return node.id }'],
    ['empty', 'async (figma) => { const node = figma.createFrame(); node.resize(100, 100); node.fills = []; return node.id }'],
    [
      'empty',
      `async (figma) => { const node = figma.createFrame(); node.resize(100, 100)
        node.fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 }, opacity: 0 }]; return node.id }`,
    ],
    ['empty', frameScript('frame.fills = []; for (const child of frame.children) child.visible = false')],
    ['invisible', frameScript('frame.visible = false')],
    ['invisible', frameScript('const outer = figma.createFrame(); outer.appendChild(frame); outer.visible = false')],
    ['too-small', frameScript('', 7, 200)],
  ])('reports why a layer cannot be restyled: %s', async (why, script) => {
    expect(await selectionOf(script)).toMatchObject({ kind: 'unfit', why })
  })

  it('is of no layer, of one, or of several', async () => {
    const host = await newHost()
    const [one, two] = [await host.author<string>(frameScript()), await host.author<string>(frameScript())]
    const { figma } = await openPlugin(host)
    expect((await figma.load()).selection).toEqual({ kind: 'none' })
    host.select([one])
    expect((await figma.load()).selection).toMatchObject({
      kind: 'one',
      source: { id: one, name: 'Source', size: { width: 400, height: 300 } },
    })
    host.select([one, two])
    expect((await figma.load()).selection).toMatchObject({ kind: 'several', sources: [{ id: one }, { id: two }], skipped: [] })
  })

  it('lists several from the lowest layer up, and names those that cannot be restyled', async () => {
    const host = await newHost()
    const [low, high] = [await host.author<string>(frameScript()), await host.author<string>(frameScript())]
    const cut = await host.author<string>("async (figma) => { const node = figma.createSlice(); node.name = 'Cut'; return node.id }")
    host.select([high, cut, low])
    const { figma } = await openPlugin(host)
    expect((await figma.load()).selection).toMatchObject({
      kind: 'several',
      sources: [{ id: low }, { id: high }],
      skipped: [{ id: cut, name: 'Cut', why: 'slice' }],
    })
  })

  it('is reported when it changes', async () => {
    const host = await newHost()
    const id = await host.author<string>(frameScript())
    const { figma, selections } = await openPlugin(host)
    host.select([id])
    await figma.load()
    expect(selections.at(-1)).toMatchObject({ kind: 'one', source: { id } })
  })

  it('has the size of the upright box around a rotated frame', async () => {
    expect(await selectionOf(frameScript('frame.rotation = 90'))).toMatchObject({ source: { size: { width: 300, height: 400 } } })
  })

  it('is reported as edited by an edit inside it, and not by one beside it', async () => {
    const host = await newHost()
    const id = await host.author<string>(frameScript())
    const other = await host.author<string>(frameScript('frame.x = 900'))
    host.select([id])
    const { figma, edits } = await openPlugin(host)
    await figma.load()
    host.move(other, 5, 5)
    await figma.load()
    expect(edits).toEqual([])
    host.move(host.children(id)[0] ?? '', 5, 5)
    await figma.load()
    expect(edits).toEqual([id])
  })
})
