import { afterEach, describe, expect, it } from 'vitest'
import type { Host, HostOptions } from '../../playground/host/types.ts'
import type { LiveChoice } from '../../src/core/recipe/live-choice.ts'
import { liveLayers, nearly, pageBox, subtree } from '../support/layers.ts'
import { exportWhole, restyleLayers, propertiesOf, textsLive } from '../support/live-restyle.ts'
import { type Apart, restyleByLaw } from '../support/law.ts'
import { type Drawn, type Kind, type LiveName, drawFrame, kindOf, kinds } from '../support/live-frames.ts'
import { apart } from '../support/pixels.ts'
import { newHost, openPlugin } from '../support/plugin.ts'
import { times } from '../support/runs.ts'

type Choice = { readonly live: LiveChoice; readonly names: readonly LiveName[] }

const choices = {
  texts: () => ({ live: textsLive, names: ['T', '#keep'] }),
  vectors: () => ({ live: { ...textsLive, vectors: true }, names: ['T', 'V', '#keep'] }),
  'texts and chosen layers': ({ chosen }) => ({ live: { ...textsLive, kept: chosen }, names: ['T', 'K', '#keep'] }),
} satisfies Record<string, (drawn: Drawn) => Choice>

type ChoiceName = keyof typeof choices

const open: Host[] = []
// The engine fails if too many sandboxes are alive in one process.
afterEach(() => open.splice(0).forEach((host) => host.dispose()))

async function openHost(options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await newHost({ movesMissingFonts: true, ...options })
  open.push(host)
  return host
}

async function restyleDrawn(seed: number, name: ChoiceName) {
  // Figma may do either; its documentation does not say.
  const options = { clonesInsideInstances: seed % 2 === 0 }
  const isScene = kindOf(seed) === 'scene'
  const host = await openHost(options)
  const drawn = await host.author<Drawn>(drawFrame(seed))
  const choice: Choice = choices[name](drawn)
  const restyled = await restyleLayers(host, drawn.ids, isScene, choice.live)
  const isLive = ({ name: own }: { readonly name: string }): boolean => choice.names.some((one) => one === own)
  const isStuck = ({ path, ids }: { readonly path: readonly string[]; readonly ids: readonly string[] }): boolean =>
    [...drawn.ids.slice(0, isScene ? 0 : 1), ...path, ...ids.slice(0, 1)].some((id) => restyled.stuck.includes(id))
  const before = liveLayers(host, drawn.ids, isLive, pageBox(host, drawn.ids), !isScene).filter((layer) => !isStuck(layer))
  // If Figma cannot copy a layer of an instance separately, the copy is inside a copy of the instance.
  const copy = host
    .children(restyled.nodeId)
    .flatMap((id) => subtree(host, id))
    .find((one) => one.name === 'Source')
  const roots = isScene ? host.children(restyled.nodeId) : [copy?.id ?? '']
  const after = liveLayers(host, roots, isLive, pageBox(host, [restyled.nodeId]), !isScene)
  return { host, drawn, choice, isScene, restyled, before, after }
}

/**
 * Every kind of frame so often, or as many times more as the run of chaos asks for. But those of which copies hold frames in place of
 * sections and sets: these look the same, and are not what they were.
 */
function frames(from: number, ofEachKind: number) {
  return Array.from({ length: times(ofEachKind * kinds.length) }, (_, index) => [from + index, kindOf(from + index)] as const).filter(
    ([, kind]) => kind !== 'component set' && kind !== 'section in a section',
  )
}

describe.each<ChoiceName>(['texts', 'texts and chosen layers'])('of %s that stay live', (name) => {
  const first = Object.keys(choices).indexOf(name) * 100
  it.each(frames(first, 1))('all is untouched, is as it was and left no trace: frame %i, a %s', async (seed) => {
    const { host, drawn, choice, isScene, restyled, before, after } = await restyleDrawn(seed, name)
    expect(restyled.notes).toEqual([])
    expect(restyled.touched).toEqual([])
    expect(restyled.changes).toBeGreaterThan(0)
    expect(restyled.isSame).toBe(true)
    expect(after.map(({ facts }) => facts)).toEqual(nearly(before.map(({ facts }) => facts)))
    const instances = (list: typeof before): readonly string[] => [...new Set(list.flatMap(({ path, ids }) => [...path, ...ids]))]
    expect(await propertiesOf(host, instances(after))).toEqual(await propertiesOf(host, instances(before)))
    expect(restyled.plugin.run.problems).toEqual([])

    const reference = await openHost()
    const hidden = await reference.author<Drawn>(drawFrame(seed, { hides: choice.names, shows: restyled.stuck }))
    expect(hidden.ids).toEqual(drawn.ids)
    const { most, mean } = await apart(restyled.sent, await exportWhole(reference, hidden.ids, isScene, restyled.width))
    // Figma rounds numbers, so a few edge pixels may differ between two ways to the same position.
    expect([most <= 1 || mean < 0.001, most <= 16]).toEqual([true, true])
  })
})

/** The modes in which the frame of a seed can be restyled. */
const modes: readonly ChoiceName[] = ['texts', 'vectors', 'texts and chosen layers']

/** How many documents are drawn in one file, one after another, because opening a file costs as much as restyling. */
const atOnce = 8

/** Levels of 255, on average and in the worst window. Rotated sources are resampled twice, which softens edges. */
function mostApart(kind: Kind): Apart {
  return kind === 'rotated frame' || kind === 'nested frame' ? { mean: 0.8, worst: 9 } : { mean: 0.4, worst: 4 }
}

describe('the result of a model that returns what it was sent', () => {
  const groups = Array.from({ length: times(6) }, (_, index) => index)
  it.each(groups)('looks like its source, whatever the document: group %i', async (group) => {
    // Figma may do either; its documentation does not say.
    const host = await openHost({ clonesInsideInstances: group % 2 === 0 })
    const plugin = await openPlugin(host)
    for (let seed = 1000 + group * atOnce; seed < 1000 + (group + 1) * atOnce; seed++) {
      const kind = kindOf(seed)
      const drawn = await host.author<Drawn>(drawFrame(seed))
      const name = modes[seed % modes.length] ?? 'texts'
      const { live } = choices[name](drawn)
      const { apart, isSame, stuck, notes } = await restyleByLaw(plugin, drawn.ids, live, { isScene: kind === 'scene', longest: 200 })
      const about = `seed ${seed}, a ${kind}, ${name}, ${stuck.length} stuck: ${apart.mean.toFixed(2)} / ${apart.worst.toFixed(1)}`
      const most = mostApart(kind)
      expect.soft([apart.mean < most.mean && apart.worst < most.worst, isSame, notes], about).toEqual([true, true, []])
      await host.author(`async (figma) => { for (const node of [...figma.currentPage.children]) node.remove() }`)
    }
    expect(plugin.run.problems).toEqual([])
  })
})
