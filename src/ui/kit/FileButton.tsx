// A button that asks for a file: browsers give their own no words and no looks.

import { useRef } from 'preact/hooks'
import { Button } from './Buttons.tsx'

type FileButtonProps = {
  readonly kind: string
  readonly label: string
  /** As of an input of type `file`. */
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
          // The same file may be chosen once more.
          currentTarget.value = ''
        }}
      />
    </>
  )
}
