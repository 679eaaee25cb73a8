// The last delivery method (DESIGN §7): a person saves the picture in the browser and drops it here.

import { useLayoutEffect, useRef, useState } from 'preact/hooks'

import { Button } from '../kit/Buttons.tsx'
import { droppedFile } from '../picture/dropped-file.ts'

type DropZoneProps = { readonly msLeft: number; readonly onPicture: (file: Blob) => void }

function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A paste into a field is meant for the field. With several zones only the one with the focus may take a picture. */
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

export function DropZone({ msLeft, onPicture }: DropZoneProps) {
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [advice, setAdvice] = useState('')
  const take = (transfer: DataTransfer): void => {
    const dropped = droppedFile(transfer)
    setAdvice(dropped.kind === 'none' ? dropped.advice : '')
    if (dropped.kind === 'file') onPicture(dropped.file)
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
      <p>Drop the saved picture here</p>
      {advice !== '' && (
        <p class="bad" role="alert">
          {advice}
        </p>
      )}
      <Button kind="button small" label="Choose file" onPress={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          setAdvice('')
          if (file) onPicture(file)
          event.currentTarget.value = ''
        }}
      />
      <p class="hint">{msLeft > 0 ? `The link works for ${clock(msLeft)} more.` : 'The link has expired. A saved picture still works.'}</p>
    </div>
  )
}
