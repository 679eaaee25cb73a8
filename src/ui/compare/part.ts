// Before and after: the result that is compared, and the pictures of it, its source and the result that comes next. Nothing more is held.

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

/** What is open now; null while nothing is. Read anew after every wait, since it may be closed or stepped past meanwhile. */
type Current = { session: Session | null }

export function makeCompare(ports: ComparePorts): ComparePart {
  const comparison = signal<Comparison>({ state: 'closed' })
  const pictures = makePictures(ports.urls)
  const current: Current = { session: null }
  // Counts openings: an answer to an older one comes too late.
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

  // `open` never rejects: what goes wrong is shown.
  return { comparison, open: (nodeId) => void open(nodeId), step, close, remembered: { view: 'slider', divider: 50, showsLines: false } }
}

/** Draws what is wanted, one layer after the other; after each one it is asked afresh what is wanted by then. */
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
      // Too late: closed, opened anew, or stepped past it meanwhile.
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
