// Can the live texts of a result be read? What the window measures that from, and the scrims that it has laid.

import type { InTurn } from '../../core/base/in-turn.ts'
import { fail } from '../../core/failure/failure.ts'
import { type Affine, type Box, boundsOf, multiply, scaling, translation } from '../../core/base/geometry.ts'
import { pictureSize } from '../../core/picture/image-size.ts'
import type { Readability, ReadabilityApi } from '../../core/readability/protocol.ts'
import { autoMeasureLimit } from '../../core/readability/readability.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import type { LaidScrim } from '../../core/readability/scrim-placement.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { copyOf, removePluginData, placeNode } from '../live/copies.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { type Figma, dataKeys, findNode } from '../base/figma.ts'
import type { Commit } from '../job/undo-steps.ts'
import { childrenOf } from '../live/parts.ts'
import { layScrims, scrimsOf } from './scrims.ts'
import { type FoundText, liveTexts } from './texts.ts'

/** Finer than this tells nothing more about the ground of a text. */
const longestSide = 1200

async function findResult(figma: Figma, nodeId: string): Promise<FrameNode | null> {
  const node = await findNode(figma, nodeId)
  return node?.type === 'FRAME' && node.getPluginData(dataKeys.recipe) !== '' ? node : null
}

function endOf(way: readonly number[], from: SceneNode): SceneNode | undefined {
  return way.reduce<SceneNode | undefined>((at, index) => (at === undefined ? undefined : childrenOf(at)[index]), from)
}

function vanish(node: SceneNode | undefined): void {
  if (node !== undefined && 'opacity' in node) node.opacity = 0
}

/**
 * A copy without its live texts, under `scrims` instead of those that lie; nothing in it is removed, as that would be told as an edit
 * of who knows what.
 */
function bare(figma: Figma, frame: FrameNode, texts: readonly FoundText[], scrims: readonly LaidScrim[] | null): FrameNode {
  const { root: copy } = copyOf(figma, { node: frame, role: 'rest', parts: [] })
  if (copy.type !== 'FRAME') return fail('export-failed', `a copy of a frame is a ${copy.type}`)
  for (const { way } of texts) vanish(endOf(way, copy))
  if (scrims !== null) {
    scrimsOf(copy).forEach(vanish)
    layScrims(figma, copy, scrims)
  }
  removePluginData(copy)
  return copy
}

function boxOf(frame: FrameNode): Box {
  const { width, height } = frame
  return frame.absoluteBoundingBox ?? boundsOf({ width, height }, frame.absoluteTransform)
}

/** From the plane of the frame to the pixels of its picture, which shows its upright box. */
function onPicture(frame: FrameNode, png: Uint8Array): Affine {
  const size = pictureSize(png)
  if (size === null) return fail('export-failed', `${png.length} bytes that are no PNG`)
  const { x, y, width, height } = boxOf(frame)
  return multiply(scaling(size.width / width, size.height / height), translation(-x, -y), frame.absoluteTransform)
}

async function draw(figma: Figma, bench: Offscreen, frame: FrameNode, scrims: readonly LaidScrim[] | null): Promise<Readability> {
  const found = liveTexts(frame)
  const laid = scrimsOf(frame).length
  if (found.length === 0) return { texts: [], backdrop: null, laid }
  const { width, height } = boxOf(frame)
  const png = await bench.use((add) => {
    const copy = bare(figma, frame, found, scrims)
    add(copy)
    placeNode(copy, frame.absoluteTransform)
    return exportAtSide(copy, Math.min(longestSide, Math.ceil(Math.max(width, height))))
  })
  return { texts: found.map(({ text }) => text), backdrop: { png, onPicture: onPicture(frame, png) }, laid }
}

/** Whether a picture that was drawn before still shows the result. */
function holds(before: Readability, frame: FrameNode): boolean {
  return before.laid === scrimsOf(frame).length && JSON.stringify(before.texts) === JSON.stringify(liveTexts(frame).map(({ text }) => text))
}

/** What was drawn of results before it was asked for. */
export type DrawnAhead = {
  /**
   * Draws what will be asked for as soon as the result is there. Before its undo step is closed: copies that come and go afterwards
   * would be a step of their own, and the next undo would seem to do nothing.
   * @param series `waiting`: how many placeholders are part of no undo step; in a long series nothing is drawn
   */
  prepare(frame: FrameNode, series: { readonly waiting: number }): Promise<void>
  /** Gives what was drawn of this result, once. */
  take(nodeId: string): Readability | undefined
}

export function makeDrawnAhead({ figma, offscreen }: { readonly figma: Figma; readonly offscreen: Offscreen }): DrawnAhead {
  const drawn = new Map<string, Readability>()
  return {
    prepare: async (frame, { waiting }) => {
      if (waiting > autoMeasureLimit) return
      try {
        const seen = await draw(figma, offscreen, frame, null)
        if (seen.texts.length > 0) drawn.set(frame.id, seen)
      } catch {
        // The result is worth more: what cannot be drawn now is tried again when it is asked for.
      }
      for (const id of [...drawn.keys()].slice(0, -autoMeasureLimit)) drawn.delete(id)
    },
    take: (nodeId) => {
      const before = drawn.get(nodeId)
      drawn.delete(nodeId)
      return before
    },
  }
}

type ReadabilityContext = {
  readonly figma: Figma
  readonly offscreen: Offscreen
  readonly inTurn: InTurn
  readonly commit: Commit
  readonly drawnAhead: DrawnAhead
}

export function answerReadability({ figma, offscreen, inTurn, commit, drawnAhead }: ReadabilityContext): Handlers<ReadabilityApi> {
  return {
    readability: ({ nodeId, scrims }) =>
      inTurn(async () => {
        const frame = await findResult(figma, nodeId)
        if (frame === null) return null
        const before = drawnAhead.take(nodeId)
        return scrims === null && before !== undefined && holds(before, frame) ? before : draw(figma, offscreen, frame, scrims)
      }),
    layScrims: ({ nodeId, scrims }) =>
      inTurn(async () => {
        // Nothing is written on what the plugin did not make (law 7).
        const frame = (await findResult(figma, nodeId)) ?? fail('internal', 'no result has this id')
        for (const old of scrimsOf(frame)) old.remove()
        layScrims(figma, frame, scrims)
        try {
          return await draw(figma, offscreen, frame, null)
        } finally {
          await commit(frame)
        }
      }),
  }
}
