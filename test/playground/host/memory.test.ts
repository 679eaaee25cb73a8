import { describe, expect, it } from 'vitest'
import type { Host } from '../../../playground/host/types.ts'
import { openHost } from '../../support/hosts.ts'
import { literal, pngOf } from './world.ts'

const view = { x: 0, y: 0, width: 120, height: 80 }

async function openSigns(): Promise<Host> {
  const host = await openHost()
  const image = await pngOf(8, 6, (x, y) => [30 * x, 40 * y, 90])
  await host.author(`async (figma) => {
    await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
    const frame = figma.createFrame()
    frame.name = 'Board'
    frame.resize(100, 60)
    const [below, above, hole, words] = [figma.createRectangle(), figma.createEllipse(), figma.createVector(), figma.createText()]
    below.resize(50, 40)
    above.resize(40, 30)
    above.x = 30
    above.fills = [{ type: 'SOLID', color: { r: 0, g: 0.4, b: 0.8 } }]
    hole.vectorPaths = [{ windingRule: 'NONZERO', data: 'M 0 0 L 30 0 L 30 20 Z' }]
    hole.x = 60
    hole.y = 30
    words.characters = 'Open'
    words.y = 42
    for (const one of [below, above, hole, words]) frame.appendChild(one)
    below.fills = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: figma.createImage(${literal(image)}).hash }]
  }`)
  return host
}

/** What a host sees that has never painted this document. */
async function freshly(host: Host): Promise<Uint8Array> {
  return (await openHost({ file: host.save(), remembersPictures: false })).screenshot(view, 1)
}

describe('a host that remembers pictures', () => {
  it.each([
    ['a colour', 'above.fills = [{ type: "SOLID", color: { r: 1, g: 0, b: 0 } }]'],
    ['a place', 'above.x += 3'],
    ['a turn', 'above.rotation = 20'],
    ['a size', 'below.resize(44, 40)'],
    ['an order', 'frame.appendChild(below)'],
    ['an opacity', 'above.opacity = 0.5'],
    ['a blending', 'above.blendMode = "MULTIPLY"'],
    ['a blur', 'below.effects = [{ type: "LAYER_BLUR", blurType: "NORMAL", radius: 6, visible: true }]'],
    ['a mask', 'below.isMask = true'],
    ['a shape', 'hole.vectorPaths = [{ windingRule: "NONZERO", data: "M 0 0 L 30 0 L 0 20 Z" }]'],
    ['a word', 'words.characters = "Shut"'],
    ['the size of a letter', 'words.setRangeFontSize(0, 1, 16)'],
    ['the way an image lies', 'below.fills = [{ ...below.fills[0], scaleMode: "TILE", scalingFactor: 2 }]'],
    ['a layer more', 'const more = above.clone(); more.y = 25; frame.appendChild(more)'],
    ['a group', 'figma.group([below, above], frame).opacity = 0.4'],
    ['a layer less', 'above.remove()'],
    ['a hidden layer', 'above.visible = false'],
  ])('paints what changes by %s as it looks then, and as it was after undo', async (_, change) => {
    const host = await openSigns()
    await host.run('figma.showUI("")', '')
    const before = await host.screenshot(view, 1)
    await host.author(`async (figma) => {
      await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
      const [frame] = figma.currentPage.children
      const [below, above, hole, words] = frame.children
      ${change}
    }`)
    const after = await host.screenshot(view, 1)
    expect(after).not.toEqual(before)
    expect(after).toEqual(await freshly(host))
    host.undo()
    expect(await host.screenshot(view, 1)).toEqual(before)
  })

  it('tells parts, scales and lost images apart', async () => {
    const host = await openSigns()
    const whole = await host.screenshot(view, 1)
    expect(await host.screenshot({ ...view, x: 8 }, 1)).not.toEqual(whole)
    expect(await host.screenshot(view, 2)).not.toEqual(whole)
    host.loseImages()
    const lost = await host.screenshot(view, 1)
    expect(lost).not.toEqual(whole)
    expect(lost).toEqual(await freshly(host))
  })

  it('gives each who asks bytes of its own', async () => {
    const host = await openSigns()
    const first = await host.screenshot(view, 1)
    const kept = first.slice()
    first.fill(0)
    expect(await host.screenshot(view, 1)).toEqual(kept)
  })
})
