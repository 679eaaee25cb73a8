import { IconButton } from './Buttons.tsx'

type NoticeProps = { readonly text: string | null; readonly onDismiss: () => void }

/** Stays in the page while it is empty, so that it is read out when it fills. */
export function Notice({ text, onDismiss }: NoticeProps) {
  return (
    <div class="notice">
      <p role="alert">{text}</p>
      {text !== null && <IconButton icon="close" label="Dismiss" onPress={onDismiss} />}
    </div>
  )
}
