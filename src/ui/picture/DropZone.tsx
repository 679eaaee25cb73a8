// Takes a picture from the user: dropped, pasted or chosen.

import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { FileButton } from '../kit/FileButton.tsx'
import { kitWords } from '../kit/words.ts'
import { droppedFile } from './dropped-file.ts'

type DropZoneProps = {
  readonly onPicture: (file: Blob) => void
  /** Draws the content of the zone around the button that chooses a file. */
  readonly children: (choose: ComponentChildren) => ComponentChildren
}

/** A paste into a text field belongs to that field. With several zones, only the one with the focus takes a pasted picture. */
function isMeantFor(zone: HTMLElement, target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null) return false
  return zone.contains(zone.ownerDocument.activeElement) || zone.ownerDocument.querySelectorAll('.drop').length === 1
}

function usePaste(take: (transfer: DataTransfer) => void) {
  const zone = useRef<HTMLDivElement>(null)
  const latest = useRef(take)
  latest.current = take
  useLayoutEffect(() => {
    const page = zone.current?.ownerDocument
    const paste = (event: ClipboardEvent): void => {
      if (zone.current === null || event.clipboardData === null || !isMeantFor(zone.current, event.target)) return
      event.preventDefault()
      latest.current(event.clipboardData)
    }
    page?.addEventListener('paste', paste)
    return () => page?.removeEventListener('paste', paste)
  }, [])
  return zone
}

export function DropZone({ onPicture, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false)
  const [advice, setAdvice] = useState('')
  const take = (transfer: DataTransfer): void => {
    const dropped = droppedFile(transfer)
    setAdvice(dropped.kind === 'none' ? dropped.advice : '')
    if (dropped.kind === 'file') onPicture(dropped.file)
  }
  const chosen = (file: File): void => {
    setAdvice('')
    onPicture(file)
  }
  const zone = usePaste(take)
  return (
    <div
      ref={zone}
      class={`drop${isOver ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (event.dataTransfer) take(event.dataTransfer)
      }}
    >
      {children(<FileButton kind="button small" label={kitWords.chooseFile} accept="image/*" onFile={chosen} />)}
      {advice !== '' && (
        <p class="bad" role="alert">
          {advice}
        </p>
      )}
    </div>
  )
}
