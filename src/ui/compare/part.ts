// Compare: the current result with the pictures of it, of its source and of the next result. Only these are held in memory.

import { signal } from '@preact/signals'
import type { CompareApi } from '../../core/compare/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import { type DrawLayer, type LayerPicturePorts, makeDrawLayer } from '../control-image/layer-picture.ts'
import { type Pictures, makePictures } from './pictures.ts'
import { type Session, findSession, wantedIds } from './session.ts'
import type { ComparePart, Comparison } from './types.ts'

export type ComparePorts = LayerPicturePorts & {
  readonly figma: Pick<RemoteApi<CompareApi>, 'variantsOf'>
  readonly urls: PictureUrls
}

/** The open session; null when closed. Read it again after every await, as it may have been closed or replaced. */
type Current = { session: Session | null }

export function makeCompare(ports: ComparePorts): ComparePart {
  const comparison = signal<Comparison>({ state: 'closed' })
  const pictures = makePictures(ports.urls)
  const current: Current = { session: null }
  // Numbers the openings, so that a late answer to an older one is ignored.
  let opening = 0

  const show = (): void => {
    if (current.session !== null) comparison.value = asComparison(current.session, pictures)
  }
  const load = makeLoader(current, pictures, makeDrawLayer(ports), show)

  const close = (): void => {
    opening += 1
    current.session = null
    pictures.dropAllBut([])
    comparison.value = { state: 'closed' }
  }

  const open = async (nodeId: string): Promise<void> => {
    close()
    const mine = opening
    comparison.value = { state: 'opening' }
    const found = await findSession(ports.figma, nodeId)
    if (mine !== opening) return
    if (found.kind === 'failed') {
      comparison.value = { state: 'failed', sentence: found.sentence }
      return
    }
    current.session = found.session
    show()
    await load()
  }

  const step = (by: 1 | -1): void => {
    const { session } = current
    if (session === null || session.results[session.index + by] === undefined) return
    session.index += by
    session.by = by
    pictures.dropAllBut(wantedIds(session))
    show()
    void load()
  }

  // `open` never rejects; failures are shown.
  return { comparison, open: (nodeId) => void open(nodeId), step, close, remembered: { view: 'slider', divider: 50, showsLines: false } }
}

/** Draws the wanted layers one at a time, deciding after each what is wanted next. */
function makeLoader(current: Current, pictures: Pictures, draw: DrawLayer, show: () => void): () => Promise<void> {
  let isLoading = false
  const next = (): { readonly session: Session; readonly id: string } | null => {
    const { session } = current
    const id = session === null ? undefined : wantedIds(session).find((one) => !pictures.has(one))
    return session === null || id === undefined ? null : { session, id }
  }
  return async () => {
    if (isLoading) return
    isLoading = true
    for (let wanted = next(); wanted !== null; wanted = next()) {
      const { session, id } = wanted
      const drawn = await draw(id, session.subject)
      // Too late: meanwhile the dialog was closed, reopened, or moved on.
      if (current.session !== session || !wantedIds(session).includes(id)) continue
      pictures.put(id, drawn)
      show()
    }
    isLoading = false
  }
}

function asComparison({ subject, results, index }: Session, pictures: Pictures): Comparison {
  const result = results[index]
  if (result === undefined) return { state: 'opening' }
  return {
    state: 'open',
    result,
    index,
    count: results.length,
    before: subject.id === '' ? { state: 'gone' } : pictures.of(subject.id),
    after: pictures.of(result.id),
  }
}
