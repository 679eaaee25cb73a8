// The last delivery method (DESIGN §7): a person saves the picture in the browser and drops it here.

import { useRef, useState } from 'preact/hooks'

import { Button } from '../kit/Buttons.tsx'

type DropZoneProps = { readonly msLeft: number; readonly onPicture: (file: Blob) => void }

function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export function DropZone({ msLeft, onPicture }: DropZoneProps) {
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const useFirst = (files: FileList | null | undefined): void => {
    const file = files?.[0]
    if (file) onPicture(file)
  }
  return (
    <div
      class={`drop${isOver ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        useFirst(event.dataTransfer?.files)
      }}
    >
      <p>Drop the saved picture here</p>
      <Button kind="button small" label="Choose file" onPress={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          useFirst(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <p class="hint">{msLeft > 0 ? `The link works for ${clock(msLeft)} more.` : 'The link has expired. A saved picture still works.'}</p>
    </div>
  )
}
