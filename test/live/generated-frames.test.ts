import { afterEach, describe, expect, it } from 'vitest'
import type { Host, HostOptions } from '../../playground/host/types.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import { liveLayers, nearly, pageBox, subtree } from '../support/layers.ts'
import { exportWhole, restyleLayers, propertiesOf, textsLive } from '../support/live-restyle.ts'
import { type Drawn, type LiveName, drawFrame, kindOf, kinds } from '../support/live-frames.ts'
import { apart } from '../support/pixels.ts'
import { newHost } from '../support/plugin.ts'
import { times } from '../support/runs.ts'

type Choice = { readonly live: LiveChoice; readonly names: readonly LiveName[] }

const choices = {
  texts: () => ({ live: textsLive, names: ['T', '#keep'] }),
  vectors: () => ({ live: { ...textsLive, vectors: true }, names: ['T', 'V', '#keep'] }),
  'chosen layers': ({ chosen }) => ({ live: { ...nothingLive, kept: chosen }, names: ['K', '#keep'] }),
  'texts and chosen layers': ({ chosen }) => ({ live: { ...textsLive, kept: chosen }, names: ['T', 'K', '#keep'] }),
} satisfies Record<string, (drawn: Drawn) => Choice>

type ChoiceName = keyof typeof choices

const open: Host[] = []
// Too many living sandboxes in one process make its engine give up.
afterEach(() => open.splice(0).forEach((host) => host.dispose()))

async function openHost(options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await newHost(options)
  open.push(host)
  return host
}

async function restyleDrawn(seed: number, name: ChoiceName, isTidy: boolean) {
  // Both are as Figma may be: its documentation is silent.
  const options = { clonesInsideInstances: seed % 2 === 0 }
  const isScene = kindOf(seed) === 'scene'
  const host = await openHost(options)
  const drawn = await host.author<Drawn>(drawFrame(seed, { isTidy }))
  const choice: Choice = choices[name](drawn)
  const restyled = await restyleLayers(host, drawn.ids, isScene, choice.live)
  const isLive = ({ name: own }: { readonly name: string }): boolean => choice.names.some((one) => one === own)
  const before = liveLayers(host, drawn.ids, isLive, pageBox(host, drawn.ids), !isScene)
  // Where Figma copies no layer of an instance by itself, the instance stands around the copy.
  const copy = host
    .children(restyled.nodeId)
    .flatMap((id) => subtree(host, id))
    .find((one) => one.name === 'Source')
  const roots = isScene ? host.children(restyled.nodeId) : [copy?.id ?? '']
  const after = liveLayers(host, roots, isLive, pageBox(host, [restyled.nodeId]), !isScene)
  return { host, drawn, choice, isScene, restyled, before, after }
}

/** Every kind of frame so often, or as many times more as the run of chaos asks for. */
function frames(from: number, ofEachKind: number) {
  return Array.from({ length: times(ofEachKind * kinds.length) }, (_, index) => [from + index, kindOf(from + index)] as const)
}

describe.each<ChoiceName>(['texts', 'vectors', 'chosen layers', 'texts and chosen layers'])('of %s that stay live', (name) => {
  // Of texts both answers of Figma to copies inside of instances.
  const ofEachKind = name === 'texts' ? 2 : 1
  const first = Object.keys(choices).indexOf(name) * 100
  it.each(frames(first, ofEachKind))('all is untouched, is as it was and left no trace: frame %i, a %s', async (seed) => {
    const { host, drawn, choice, isScene, restyled, before, after } = await restyleDrawn(seed, name, false)
    expect(restyled.notes).toEqual([])
    expect(restyled.touched).toEqual([])
    expect(restyled.changes).toBeGreaterThan(0)
    expect(restyled.isSame).toBe(true)
    expect(after.map(({ facts }) => facts)).toEqual(nearly(before.map(({ facts }) => facts)))
    const instances = (list: typeof before): readonly string[] => [...new Set(list.flatMap(({ path, ids }) => [...path, ...ids]))]
    expect(await propertiesOf(host, instances(after))).toEqual(await propertiesOf(host, instances(before)))
    expect(restyled.plugin.run.problems).toEqual([])

    const reference = await openHost()
    const hidden = await reference.author<Drawn>(drawFrame(seed, { hides: choice.names }))
    expect(hidden.ids).toEqual(drawn.ids)
    expect((await apart(restyled.sent, await exportWhole(reference, hidden.ids, isScene, restyled.width))).most).toBeLessThanOrEqual(1)
  })
})

describe('a picture by a model that changes nothing, with its live layers', () => {
  it.each(frames(500, 1))('looks as the source did: frame %i, a %s', async (seed, kind) => {
    const names: readonly ChoiceName[] = ['texts', 'vectors', 'texts and chosen layers']
    const { host, drawn, isScene, restyled } = await restyleDrawn(seed, names[seed % names.length] ?? 'texts', true)
    const result = await exportWhole(host, [restyled.nodeId], false, restyled.width)
    const { most, mean } = await apart(result, await exportWhole(host, drawn.ids, isScene, restyled.width))
    // At most what an edge is off that is smoothed twice: where a mask cuts picture and text, and around what is turned, which was
    // flattened on white once before. Upright, no pixel is resampled.
    expect(most).toBeLessThanOrEqual(64)
    expect(mean).toBeLessThanOrEqual(kind === 'rotated frame' ? 0.3 : 0.02)
  })
})
