// Opens a .fig file, as saved by Figma, as a document of the stand-in. OpenPencil reads the format; nothing outside this folder knows how.

import { importNodeChanges } from '@open-pencil/core/kiwi'
import { type FigParseResult, parseFigBuffer } from '@open-pencil/fig'
import { sizeOf, storeImage } from '../host/document/images.ts'
import { toText } from '../host/document/file.ts'
import { emptyScene } from '../host/document/scene.ts'
import { leftOut } from './left-out.ts'
import { nodesOf } from './nodes.ts'

export type OpenedFig = {
  /** In the format of `Host.save()`, for `HostOptions.file`. */
  readonly file: string
  /** One line about what the stand-in does not support; empty when nothing was left out. */
  readonly leftOut: string
}

/** The reason why a file cannot be opened, in words for users. */
export class FigProblem extends Error {}

function parse(bytes: Uint8Array): FigParseResult {
  try {
    return parseFigBuffer(new Uint8Array(bytes).buffer)
  } catch (error) {
    throw new FigProblem('This is no .fig file, or one of a form that is not known here.', { cause: error })
  }
}

/** Images by the names that fills use: the hash of their bytes. Types that Figma's plugins cannot create are left out. */
function imagesOf(images: FigParseResult['images']): Map<string, Uint8Array> {
  const stored = new Map<string, Uint8Array>()
  for (const [name, bytes] of images) {
    if (sizeOf(bytes) === null) continue
    const hash = storeImage(new Map(), bytes)
    stored.set(name.replace(/^images\//, '').replace(/\.[a-z]+$/, ''), bytes)
    stored.set(hash, bytes)
  }
  return stored
}

/** @throws FigProblem with a sentence when it is not a .fig file or has no page. */
export function openFig(bytes: Uint8Array): OpenedFig {
  const { nodeChanges, blobs, images } = parse(bytes)
  if (!nodeChanges.some(({ type }) => type === 'CANVAS')) throw new FigProblem('This file has no page.')
  const types = new Map(nodeChanges.map(({ guid, type }) => [guid === undefined ? '' : `${guid.sessionID}:${guid.localID}`, type]))
  const graph = importNodeChanges(nodeChanges, blobs, new Map(images), { populate: 'all' })
  const nodes = nodesOf(graph, (id) => types.get(id))
  const page = nodes.find(({ type }) => type === 'PAGE')
  const scene = emptyScene()
  scene.nodes.clear()
  for (const node of nodes) scene.nodes.set(node.id, node)
  for (const [hash, image] of imagesOf(images)) scene.images.set(hash, image)
  scene.page = page?.id ?? ''
  scene.nextId = 1_000_000
  return { file: toText(scene), leftOut: leftOut(nodeChanges) }
}
