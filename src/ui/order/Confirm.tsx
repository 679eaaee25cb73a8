import type { PendingOrder } from './part.ts'
import { Button } from '../kit/Buttons.tsx'
import { useModal } from '../kit/modal.ts'

type ConfirmProps = { readonly pending: PendingOrder; readonly host: string; readonly onYes: () => void; readonly onNo: () => void }

/** A large order asks once: each picture is paid. */
export function Confirm({ pending, host, onYes, onNo }: ConfirmProps) {
  const dialog = useModal()
  const pictures = `${pending.count} pictures`
  return (
    <dialog
      ref={dialog}
      class="confirm"
      role="alertdialog"
      aria-label={`Make ${pictures}?`}
      aria-describedby="confirm-text"
      onClose={(event) => event.currentTarget.isConnected && onNo()}
    >
      <h2>{`Make ${pictures}?`}</h2>
      <p id="confirm-text">{`${pending.name}. Each picture is paid from your account at ${host}.`}</p>
      <div class="buttons">
        <Button kind="button primary" label={`Make ${pictures}`} onPress={onYes} />
        <Button kind="button" label="Cancel" onPress={onNo} />
      </div>
    </dialog>
  )
}
