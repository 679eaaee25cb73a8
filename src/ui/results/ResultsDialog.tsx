// Dialog with everything on the page that was made with the plugin: search, filter, star, copy, show.

import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { looksOf } from '../../core/look/looks.ts'
import type { Wanted } from '../../core/results/results.ts'
import type { Listing } from './types.ts'
import { Check } from '../kit/Check.tsx'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { More } from '../kit/More.tsx'
import { useModal } from '../kit/modal.ts'
import { keptFilter, noMatchText, resultsTitle, resultsWords } from './words.ts'
import { ResultList } from './ResultList.tsx'
import type { ResultActions } from './ResultTile.tsx'
import { LookDrawing } from '../look/LookDrawing.tsx'
import { kitWords } from '../kit/words.ts'

type ResultsProps = {
  readonly listing: Listing
  readonly wanted: Wanted
  readonly status: string
  readonly actions: ResultActions
  readonly onWant: (change: Partial<Wanted>) => void
  readonly onInView: (nodeIds: readonly string[]) => void
  readonly onCopyAll: () => void
  readonly onRead: () => void
  readonly onClose: () => void
}

export function ResultsDialog(props: ResultsProps) {
  const { listing, wanted, status, onWant, onCopyAll, onClose } = props
  const dialog = useModal()
  const search = useRef<HTMLInputElement>(null)
  const filter = useRef<HTMLInputElement>(null)
  // Focused by code, because `autofocus` is not allowed in a cross-origin iframe.
  useLayoutEffect(() => search.current?.focus(), [])
  const isEmpty = listing.state === 'read' && listing.total === 0
  // The focused element may have disappeared with the previous list.
  useLayoutEffect(() => {
    const shown = dialog.current
    if (shown !== null && !shown.contains(shown.ownerDocument.activeElement)) (filter.current ?? shown.querySelector('button'))?.focus()
  }, [listing])
  return (
    <dialog
      ref={dialog}
      class="full"
      aria-label={resultsTitle}
      aria-busy={listing.state === 'reading'}
      onClose={(event) => event.currentTarget.isConnected && onClose()}
    >
      <header>
        <h2>{resultsTitle}</h2>
        <IconButton icon="close" label={kitWords.close} onPress={onClose} />
      </header>
      {!isEmpty && (
        <div class="find">
          <input
            ref={search}
            type="search"
            aria-label={resultsWords.search}
            placeholder={resultsWords.search}
            spellcheck={false}
            value={wanted.text}
            onInput={(event) => onWant({ text: event.currentTarget.value })}
          />
          <label class="check">
            <input
              ref={filter}
              type="checkbox"
              checked={wanted.isStarredOnly}
              onChange={(event) => onWant({ isStarredOnly: event.currentTarget.checked })}
            />
            {resultsWords.starred}
          </label>
        </div>
      )}
      {listing.state === 'read' && listing.isMeasured && <KeptFilter wanted={wanted} onWant={onWant} />}
      <Found {...props} />
      <footer class="line">
        <p role="status">{status}</p>
        {listing.state === 'read' && !isEmpty && (
          <More actions={[{ label: resultsWords.copyAll, onPress: onCopyAll }]} label={resultsWords.moreAboutAll} />
        )}
      </footer>
    </dialog>
  )
}

function KeptFilter({ wanted, onWant }: Pick<ResultsProps, 'wanted' | 'onWant'>) {
  return (
    <div class="find">
      <select
        aria-label={keptFilter.label}
        value={String(wanted.keptAtLeast)}
        onChange={(event) => onWant({ keptAtLeast: Number(event.currentTarget.value) })}
      >
        {keptFilter.options.map(({ value, label }) => (
          <option key={value} value={String(value)}>
            {label}
          </option>
        ))}
      </select>
      <Check label={keptFilter.most} isOn={wanted.isMostKeptFirst} onChange={(isMostKeptFirst) => onWant({ isMostKeptFirst })} />
    </div>
  )
}

function Found({ listing, wanted, actions, onWant, onInView, onRead }: ResultsProps) {
  switch (listing.state) {
    case 'reading':
      return <div />
    case 'failed':
      return (
        <Nothing text={resultsWords.unread}>
          <Button kind="button" label={resultsWords.again} onPress={onRead} />
        </Nothing>
      )
    case 'read':
      if (listing.total === 0) return <Nothing text={resultsWords.none} />
      if (listing.groups.length === 0)
        return (
          <Nothing text={noMatchText(wanted)}>
            <Button kind="button" label={resultsWords.showAll} onPress={() => onWant({ text: '', isStarredOnly: false, keptAtLeast: 0 })} />
          </Nothing>
        )
      // A new search starts a new list from its top.
      return <ResultList key={JSON.stringify(wanted)} groups={listing.groups} actions={actions} onInView={onInView} />
    default:
      return listing satisfies never
  }
}

const [photo] = looksOf('building')

function Nothing({ text, children }: { readonly text: string; readonly children?: ComponentChildren }) {
  return (
    <div class="nothing empty">
      {photo && <LookDrawing purpose="building" colors={photo.swatch} />}
      <p>{text}</p>
      {children}
    </div>
  )
}
