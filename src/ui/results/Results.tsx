// The Results panel while it is open.

import { useMemo } from 'preact/hooks'
import type { Notices } from '../kit/notices.ts'
import { ResultsDialog } from './ResultsDialog.tsx'
import type { ResultActions } from './ResultTile.tsx'
import type { ResultsPart } from './types.ts'

type ResultsProps = {
  readonly part: ResultsPart
  readonly notices: Pick<Notices, 'status'>
  readonly onShow: (nodeId: string) => void
  readonly onCompare: (nodeId: string) => void
}

export function Results(props: ResultsProps) {
  return props.part.isOpen.value ? <OpenResults {...props} /> : null
}

function OpenResults({ part, notices, onShow, onCompare }: ResultsProps) {
  // Created once, so that tiles whose picture did not change are not drawn again.
  const actions = useMemo(
    (): ResultActions => ({
      thumbnailOf: part.thumbnail,
      onShow: (nodeId) => {
        part.showing(nodeId)
        onShow(nodeId)
      },
      cameFrom: part.cameFrom,
      onStar: part.star,
      onCopyPrompt: part.copyPrompt,
      onCopySeed: part.copySeed,
      onKeep: part.keep,
      onCompare,
    }),
    [part],
  )
  return (
    <ResultsDialog
      listing={part.listing.value}
      wanted={part.wanted.value}
      status={notices.status.value}
      actions={actions}
      onWant={part.want}
      onInView={part.setInView}
      onCopyAll={part.copyAll}
      onRead={part.read}
      onClose={part.close}
    />
  )
}
