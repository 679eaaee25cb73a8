// Exports pictures of copies: the source without its live layers, which is what gets sent, or only the live layers, for display.

import { type Affine, inverse, multiply } from '../../core/base/geometry.ts'
import { messageOf } from '../../core/base/text.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Pose } from '../../core/picture/registration.ts'
import type { Figma } from '../base/figma.ts'
import { groundOf } from './assemble.ts'
import { type Copy, asWhole, copyOf, placeNode } from './copies.ts'
import { type LayerSplit, isIn } from './layer-split.ts'
import { withFonts } from './fonts.ts'
import { carryModes } from './modes.ts'
import { prepareCopies } from './prepare-copies.ts'
import { NotLiftable } from './whole.ts'
import type { MoveOffscreen, Offscreen } from './offscreen.ts'
import type { Part } from './parts.ts'
import type { LayerSet } from '../../core/live/plan-removal.ts'
import { hideLive, keepOnlyLive, showPicture } from './remove-layers.ts'

/**
 * An empty frame without paint to hold copies.
 * @param pose the box whose size it takes
 * @param transform its position in page coordinates
 */
export function createEmptyFrame(figma: Figma, moveOffscreen: MoveOffscreen, { size }: Pose, transform: Affine): FrameNode {
  const frame = figma.createFrame()
  moveOffscreen(frame)
  frame.resize(size.width, size.height)
  frame.fills = []
  placeNode(frame, transform)
  return frame
}

/** Puts a copy of a part into a frame that stands for the box of `pose`, at the same position in it. */
export function placeCopyOn(figma: Figma, moveOffscreen: MoveOffscreen, frame: FrameNode, part: Part, { transform }: Pose): Copy {
  const copy = copyOf(figma, part)
  moveOffscreen(copy.root)
  frame.appendChild(copy.root)
  carryModes(copy.original, copy.root)
  placeNode(copy.root, multiply(inverse(transform), copy.transform))
  return copy
}

function copyNode(figma: Figma, moveOffscreen: MoveOffscreen, part: Part, set: LayerSet): SceneNode {
  const copy = copyOf(figma, part)
  moveOffscreen(copy.root)
  carryModes(copy.original, copy.root)
  placeNode(copy.root, copy.transform)
  if (set === 'picture') hideLive(copy)
  else keepOnlyLive(copy)
  return copy.node
}

/** Puts the layers of a scene into one frame, so that they blend with each other as they do on the page. */
function copyScene(figma: Figma, moveOffscreen: MoveOffscreen, split: LayerSplit, set: LayerSet): SceneNode {
  const { parts, found } = split
  const { pose } = found.place
  const frame = createEmptyFrame(figma, moveOffscreen, pose, pose.transform)
  if (set === 'picture' && split.background !== '') frame.fills = groundOf(split)
  for (const part of parts)
    if (set === 'picture') showPicture(part, placeCopyOn(figma, moveOffscreen, frame, asWhole(part), pose))
    else if (isIn(part, set)) keepOnlyLive(placeCopyOn(figma, moveOffscreen, frame, part, pose))
  return frame
}

/** Turns any error of `act` into `export-failed`, except `NotLiftable`. */
export function orFail<T>(act: () => T): T {
  try {
    return act()
  } catch (thrown) {
    if (thrown instanceof NotLiftable) throw thrown
    return fail('export-failed', messageOf(thrown))
  }
}

type Board = { readonly figma: Figma; readonly offscreen: Offscreen }

/**
 * Draws copies of layers offscreen, after loading their fonts and variable modes. Throws `export-failed`, `NotLiftable`.
 * @param act may run again, when a font is needed that could not be foreseen
 */
export async function drawCopies<T>(
  { figma, offscreen }: Board,
  layers: readonly SceneNode[],
  act: (moveOffscreen: MoveOffscreen) => Promise<T>,
): Promise<T> {
  await prepareCopies(figma, layers)
  return withFonts(figma, () => offscreen.use(act))
}

/** Throws `NotLiftable` where copies of these layers could not be laid over a picture. Call it in turn. */
export async function tryCopies(board: Board, layers: readonly SceneNode[]): Promise<void> {
  if (layers.length === 0 || (await prepareCopies(board.figma, layers)) === null) return
  await drawCopies(board, layers, async (moveOffscreen) => {
    for (const node of layers) moveOffscreen(copyOf(board.figma, { node, role: 'rest', parts: [] }).root)
  })
}

/** Calls `draw` with a copy that shows one set of layers, in the box of the source. Throws `export-failed`, `NotLiftable`. */
export function exportLayers(
  figma: Figma,
  offscreen: Offscreen,
  split: LayerSplit,
  set: LayerSet,
  draw: (node: SceneNode) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  return drawCopies({ figma, offscreen }, split.found.layers, async (moveOffscreen) => {
    const { isScene } = split
    const [only] = split.parts
    const copy = orFail(() =>
      !isScene && only !== undefined ? copyNode(figma, moveOffscreen, only, set) : copyScene(figma, moveOffscreen, split, set),
    )
    return draw(copy)
  })
}
