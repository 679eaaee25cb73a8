// The Results panel, tied to the store while it is open.

import { useMemo } from 'preact/hooks'
import type { Store } from '../store.types.ts'
import type { ResultActions } from './ResultTile.tsx'
import { Results } from './Results.tsx'

type Props = { readonly store: Store }

export function ResultsPart({ store }: Props) {
  return store.results.isOpen.value ? <OpenResults store={store} /> : null
}

function OpenResults({ store }: Props) {
  const { results } = store
  const listing = results.listing.value
  const wanted = results.wanted.value
  const status = store.status.value
  // Made once: tiles whose picture did not change are then not drawn again.
  const actions = useMemo(
    (): ResultActions => ({
      thumbnailOf: (nodeId) => results.thumbnail(nodeId),
      onShow: (nodeId) => store.showOnCanvas(nodeId),
      onStar: (nodeId, isStarred) => results.star(nodeId, isStarred),
      onCopyPrompt: (nodeId) => results.copyPrompt(nodeId),
      onCopySeed: (nodeId) => results.copySeed(nodeId),
      onCompare: (nodeId) => store.compare(nodeId),
    }),
    [store, results],
  )
  return (
    <Results
      listing={listing}
      wanted={wanted}
      status={status}
      actions={actions}
      onWant={(change) => results.want(change)}
      onLook={(nodeIds) => results.look(nodeIds)}
      onCopyAll={() => results.copyAll()}
      onRead={() => results.read()}
      onClose={() => results.close()}
    />
  )
}
