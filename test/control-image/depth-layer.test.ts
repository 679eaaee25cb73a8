// A layer of the source that is its depth map is sent in place of the whole source, hidden or not, in its own position.

import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { failureText } from '../../src/core/failure/words.ts'
import { PluginError } from '../../src/core/failure/failure.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { takesNoDepthMap } from '../../src/core/service/depth-map.ts'
import { frameScript, newHost, openPlugin, rules } from '../support/plugin.ts'

/** A map that gets darker to the right; it covers the right half of the frame. */
const grey = `
  const map = rectangle(frame, 200, 0, 200, 300, paint(0.8, 0.8, 0.8))
  map.name = '#depth'
  map.visible = false`

async function open(body: string) {
  const host = await newHost()
  const id = await host.author<string>(frameScript(body))
  host.select([id])
  const { figma } = await openPlugin(host)
  const send = (known: number | null = null) =>
    figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, view: 'layer', known })
  return { host, id, figma, send }
}

describe('a layer named #depth', () => {
  it.each([
    ['hidden', ''],
    ['laid over what it is the map of, half seen through', `map.visible = true; map.opacity = 0.5; map.blendMode = 'MULTIPLY'`],
  ])('leaves alone, in its place of the size that the whole has, and nothing changes: %s', async (_, how) => {
    const { host, id, figma, send } = await open(`${grey}; ${how}`)
    const before = host.describe(id)
    const { pieces, plan, id: exported } = await send()
    const whole = await figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, known: exported })
    expect([whole.isSame, plan]).toEqual([false, whole.plan])
    const { width, height } = plan.content
    expect(pieces.map(({ box }) => box)).toEqual([{ x: 0, y: 0, width, height }])
    const { data, info } = await sharp(pieces[0]?.png).removeAlpha().greyscale().raw().toBuffer({ resolveWithObject: true })
    const row = [...data.subarray(0, info.width)]
    expect([info.width, info.height]).toEqual([width, height])
    expect([new Set(row.slice(0, width / 2 - 1)), new Set(row.slice(width / 2 + 1))]).toEqual([new Set([0]), new Set([204])])
    expect(host.describe(id)).toEqual(before)
  })

  it('is missed where there is none, and that is said', async () => {
    const { send } = await open('')
    const thrown: unknown = await send().catch((error: unknown) => error)
    const said = thrown instanceof PluginError ? failureText(thrown.failure).sentence : String(thrown)
    expect(said).toContain('No layer in this frame is named #depth.')
  })

  it('turns with its source, as the picture of that does', async () => {
    const { id, figma, send } = await open(`${grey}; frame.rotation = 20`)
    const [turned, whole] = [
      await send(),
      await figma.exportSource({ subject: { id, scene: null }, live: nothingLive, rules, known: null }),
    ]
    expect(turned.plan).toEqual(whole.plan)
    const { data, info } = await sharp(turned.pieces[0]?.png)
      .flatten({ background: '#000' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => data[Math.round(y * info.height) * info.width + Math.round(x * info.width)]
    // Its right half looks up and away to the right, and nothing of it is in the corners.
    expect([at(0.7, 0.4), at(0.3, 0.6), at(0.01, 0.01), at(0.99, 0.99)]).toEqual([204, 0, 0, 0])
  })
})

it.each([
  ['https://api.cometapi.com', null, 'CometAPI'],
  ['https://relay.example.com', null, ''],
  ['https://relay.example.com', { id: 'flux-depth-pro', service: 'replicate', price: null }, 'Replicate'],
  ['https://relay.example.com', { id: 'flux-depth-pro', service: 'fal', price: null }, 'fal'],
  ['https://relay.example.com', { id: 'flux-depth-dev', service: 'fal', price: null }, ''],
  ['https://relay.example.com', { id: 'flux-depth-pro', service: 'bfl', price: null }, ''],
])('a drawn depth map is not taken at %s with %o: "%s"', (baseUrl, offered, name) => {
  expect(takesNoDepthMap(baseUrl, offered)).toBe(name)
})
