// A button that opens the file picker, because the native file input cannot be labelled or styled.

import { useRef } from 'preact/hooks'
import { Button } from './Buttons.tsx'

type FileButtonProps = {
  readonly kind: string
  readonly label: string
  /** The `accept` attribute of a file input. */
  readonly accept: string
  readonly onFile: (file: File) => void
}

export function FileButton({ kind, label, accept, onFile }: FileButtonProps) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind={kind} label={label} onPress={() => picker.current?.click()} />
      <input
        ref={picker}
        type="file"
        accept={accept}
        aria-label={label}
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file) onFile(file)
          // Allows choosing the same file again.
          currentTarget.value = ''
        }}
      />
    </>
  )
}
