// Layers as plain data: what stays live in a source, and the same in a result.

import { expect } from 'vitest'
import type { Host } from '../../playground/host/types.ts'

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Facts = Record<string, unknown> & {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly children: readonly string[]
  readonly relativeTransform: number[][]
  readonly box: Box
}

export function factsOf(host: Host, id: string): Facts {
  return host.describe(id) as Facts
}

export function subtree(host: Host, id: string): Facts[] {
  return [factsOf(host, id), ...host.children(id).flatMap((child) => subtree(host, child))]
}

/** Matches numbers only approximately, as far as 32-bit floats tell them apart; the difference is invisible. */
export function nearly(value: unknown): unknown {
  if (typeof value === 'number') return expect.closeTo(value, 2)
  if (Array.isArray(value)) return value.map(nearly)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, nearly(one)]))
}

/** Removes rounding errors, which are invisible: the same position is summed from different numbers of terms. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0
}

/** Properties in which another node that looks the same may differ. */
const own = [
  'id',
  'parent',
  'children',
  'pluginData',
  'relaunchData',
  'x',
  'y',
  'width',
  'height',
  'renderBounds',
  'relativeTransform',
  'box',
]
/** Properties that a container loses because they are in the picture, and those of a component that its instance does not have. */
const given = ['fills', 'strokes', 'effects', 'type', 'mainComponentId', 'description', 'definitions', 'properties']
/** A group takes its position from its remaining contents. */
const ofGroup = ['rotation']

function without(facts: Facts, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)))
}

/** Positions are relative to a corner that source and result share, because groups have no coordinates of their own. */
function placed(facts: Facts, from: Box): Record<string, unknown> {
  const { x, y, width, height } = facts.box
  const turned = facts.relativeTransform.map((row) => row.slice(0, 2).map(round))
  return { turned, at: [x - from.x, y - from.y, width, height].map(round), own: [facts['width'], facts['height']].map(Number).map(round) }
}

/** Layers placed directly over a picture are unlocked, because people continue to edit them. */
function asLive(facts: Facts, from: Box, isLoose: boolean): unknown {
  return {
    ...without(facts, isLoose ? [...own, 'locked'] : own),
    ...placed(facts, from),
  }
}

function asHolder(facts: Facts, from: Box): unknown {
  return facts.type === 'GROUP'
    ? without(facts, [...own, ...given, ...ofGroup])
    : { ...without(facts, [...own, ...given]), ...placed(facts, from) }
}

/** `path`: the ids of the layer's containers, without the root. `ids` and `facts`: of the layer and everything in it. */
type Lasting = { readonly path: readonly string[]; readonly ids: readonly string[]; readonly facts: readonly unknown[] }

/**
 * The visible live layers below `roots` that are not part of a mask, in order.
 * @param from the page box of the restyled layers
 * @param hasRoot whether the roots are the restyled layers themselves, which are not live
 */
export function liveLayers(
  host: Host,
  roots: readonly string[],
  isLive: (facts: Facts) => boolean,
  from: Box,
  hasRoot: boolean,
): Lasting[] {
  const walk = (id: string, path: readonly Facts[]): Lasting[] => {
    const facts = factsOf(host, id)
    if (facts['visible'] === false || facts['opacity'] === 0 || facts['isMask'] === true) return []
    const isRoot = path.length === 0 && hasRoot
    if (!isRoot && isLive(facts)) {
      const whole = subtree(host, id)
      const holders = path.slice(hasRoot ? 1 : 0)
      return [
        {
          path: holders.map((holder) => holder.id),
          ids: whole.map((part) => part.id),
          facts: [
            ...holders.map((holder) => asHolder(holder, from)),
            ...whole.map((part) => asLive(part, from, part.id === id && path.length === 0)),
          ],
        },
      ]
    }
    return facts.children.flatMap((child) => walk(child, [...path, facts]))
  }
  return roots.flatMap((root) => walk(root, []))
}

export function pageBox(host: Host, ids: readonly string[]): Box {
  const boxes = ids.map((id) => factsOf(host, id).box)
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x
  return { x, y, width, height: Math.max(...boxes.map((box) => box.y + box.height)) - y }
}
