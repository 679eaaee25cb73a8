// Restyles any source with live layers in the real sandbox, and watches it meanwhile.

import type { Host } from '../../playground/host/types.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { Plan, Rules } from '../../src/core/picture/registration.ts'
import type { Subject } from '../../src/core/selection/subject.ts'
import { pageBox, subtree } from './layers.ts'
import { identityAnswer } from './pixels.ts'
import { type Plugin, firstPng, intend, openPlugin, orderOf, picture } from './plugin.ts'

export function subjectOf(ids: readonly string[], isScene: boolean): Subject {
  return {
    id: ids[0] ?? '',
    scene: isScene ? { ids, padding: 0, background: '' } : null,
  }
}

/** The rules of a model that accepts every size: the sent picture has the size of the source, and no pixel is resampled. */
export function rulesFor({ width, height }: { readonly width: number; readonly height: number }): Rules {
  return {
    grid: 1,
    minSide: 1,
    maxPixels: width * height,
    maxSide: Math.ceil(Math.max(width, height)),
  }
}

export type Restyled = {
  readonly plugin: Plugin
  readonly nodeId: string
  readonly notes: readonly string[]
  /** Ids of layers that were put into the picture although they could have stayed live. */
  readonly stuck: readonly string[]
  /** The picture that was sent, as a PNG. */
  readonly sent: Uint8Array
  readonly width: number
  /** Reported changes of layers of the source; `changes` counts all reported changes. */
  readonly touched: readonly string[]
  readonly changes: number
  /** Whether the complete source is unchanged. */
  readonly isSame: boolean
}

/** A stand-in for the model: from the sent picture to the result. */
export type Paint = (png: Uint8Array, plan: Plan) => Promise<Uint8Array>

/** Restyles with an identity model, or with `paint`. The picture is sent at the size of the source. */
export async function restyleLayers(
  host: Host,
  ids: readonly string[],
  isScene: boolean,
  live: LiveChoice,
  paint: Paint = identityAnswer,
): Promise<Restyled> {
  const whole = (): string => JSON.stringify(ids.map((id) => subtree(host, id)))
  const before = whole()
  const source = new Set(ids.flatMap((id) => subtree(host, id).map((part) => part.id)))
  const touched: string[] = []
  let changes = 0
  const stop = host.onNodeChange(({ type, id }) => {
    changes += 1
    if (source.has(id)) touched.push(`${type} ${id}`)
  })
  host.select(ids)
  const plugin = await openPlugin(host)
  const subject = subjectOf(ids, isScene)
  const rules = rulesFor(pageBox(host, ids))
  const one = { ...picture(7, { live }), subject }
  const order = orderOf('', [one], rules)
  await plugin.figma.begin({ ...order, groups: order.groups.map((group) => ({ ...group, pictures: [one] })) })
  const { id: exportId, plan, ...exported } = await plugin.figma.exportSource({ subject, live, rules, known: null })
  const sent = firstPng(exported)
  await intend(plugin.figma, one.key, { exportId })
  const { nodeId, notes } = await plugin.figma.fill({ key: one.key, bytes: await paint(sent, plan) })
  stop()
  const stuck = exported.stuck.map((layer) => layer.id)
  return { plugin, nodeId, notes, stuck, sent, width: plan.content.width, touched, changes, isSame: whole() === before }
}

/** The picture that is sent if nothing is live, as one PNG: the layers of a scene are grouped first. */
export function exportWhole(host: Host, ids: readonly string[], isScene: boolean, width: number): Promise<Uint8Array> {
  return host.author<Uint8Array>(`async (figma) => {
    const nodes = []
    for (const id of ${JSON.stringify(ids)}) nodes.push(await figma.getNodeByIdAsync(id))
    const node = ${isScene} ? figma.group(nodes, figma.currentPage) : nodes[0]
    return node.exportAsync({ format: 'PNG', useAbsoluteBounds: true, contentsOnly: true, colorProfile: 'SRGB', constraint: { type: 'WIDTH', value: ${width} } })
  }`)
}

/** The component properties of the layers that have any. */
export function propertiesOf(host: Host, ids: readonly string[]): Promise<readonly unknown[]> {
  return host.author<readonly unknown[]>(`async (figma) => {
    const found = []
    for (const id of ${JSON.stringify(ids)}) {
      const node = await figma.getNodeByIdAsync(id)
      if (node.type === 'INSTANCE' && Object.keys(node.componentProperties).length > 0) found.push(node.componentProperties)
    }
    return found
  }`)
}

export const textsLive: LiveChoice = { ...nothingLive, texts: true }
