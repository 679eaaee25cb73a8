// Everything made with the plugin on the page: searched, starred, copied, shown.

import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { looksOf } from '../../core/look/looks.ts'
import type { Wanted } from '../../core/results/results.ts'
import type { Listing } from './types.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { More } from '../kit/More.tsx'
import { useModal } from '../kit/modal.ts'
import { keptFilter } from './words.ts'
import { ResultList } from './ResultList.tsx'
import type { ResultActions } from './ResultTile.tsx'
import { LookDrawing } from '../look/LookDrawing.tsx'

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
  // Not by `autofocus`: a frame of another origin may not have it.
  useLayoutEffect(() => search.current?.focus(), [])
  const isEmpty = listing.state === 'read' && listing.total === 0
  // What had the focus may be gone with what was found.
  useLayoutEffect(() => {
    const shown = dialog.current
    if (shown !== null && !shown.contains(shown.ownerDocument.activeElement)) (filter.current ?? shown.querySelector('button'))?.focus()
  }, [listing])
  return (
    <dialog
      ref={dialog}
      class="full"
      aria-label="Results"
      aria-busy={listing.state === 'reading'}
      onClose={(event) => event.currentTarget.isConnected && onClose()}
    >
      <header>
        <h2>Results</h2>
        <IconButton icon="close" label="Close" onPress={onClose} />
      </header>
      {!isEmpty && (
        <div class="find">
          <input
            ref={search}
            type="search"
            aria-label="Search prompts"
            placeholder="Search prompts"
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
            Starred
          </label>
        </div>
      )}
      {listing.state === 'read' && listing.isMeasured && <KeptFilter wanted={wanted} onWant={onWant} />}
      <Found {...props} />
      <footer class="line">
        <p role="status">{status}</p>
        {listing.state === 'read' && !isEmpty && (
          <More actions={[{ label: 'Copy all as JSON', onPress: onCopyAll }]} label="More about all" />
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
      <label class="check">
        <input
          type="checkbox"
          checked={wanted.isMostKeptFirst}
          onChange={(event) => onWant({ isMostKeptFirst: event.currentTarget.checked })}
        />
        {keptFilter.most}
      </label>
    </div>
  )
}

function Found({ listing, wanted, actions, onWant, onInView, onRead }: ResultsProps) {
  switch (listing.state) {
    case 'reading':
      return <div />
    case 'failed':
      return (
        <Nothing text="Figma could not read this page.">
          <Button kind="button" label="Try again" onPress={onRead} />
        </Nothing>
      )
    case 'read':
      if (listing.total === 0) return <Nothing text="No pictures on this page yet. Select a frame, choose a look and press Restyle." />
      if (listing.groups.length === 0)
        return (
          <Nothing text={noMatch(wanted)}>
            <Button kind="button" label="Show all" onPress={() => onWant({ text: '', isStarredOnly: false, keptAtLeast: 0 })} />
          </Nothing>
        )
      // Another search is another list, from its top.
      return <ResultList key={JSON.stringify(wanted)} groups={listing.groups} actions={actions} onInView={onInView} />
    default:
      return listing satisfies never
  }
}

function noMatch({ text, isStarredOnly, keptAtLeast }: Wanted): string {
  const words = text.trim()
  if (keptAtLeast > 0) return `No picture here kept ${Math.round(keptAtLeast * 100)} % of its lines.`
  if (words === '') return 'No picture has a star yet. Press the star on a picture that you want to keep in sight.'
  return `${isStarredOnly ? 'No picture with a star' : 'No picture'} was made with “${words}”.`
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
