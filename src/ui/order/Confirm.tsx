// The question before a large order.

import type { ReadonlySignal } from '@preact/signals'
import type { OrdersPart, PendingOrder } from './part.ts'
import { Button } from '../kit/Buttons.tsx'
import { useModal } from '../kit/modal.ts'

type DialogProps = { readonly pending: PendingOrder; readonly host: string; readonly onYes: () => void; readonly onNo: () => void }

/** A large order asks once: each picture is paid. */
function ConfirmDialog({ pending, host, onYes, onNo }: DialogProps) {
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

type ConfirmProps = { readonly part: Pick<OrdersPart, 'pending' | 'confirm' | 'dismiss'>; readonly host: ReadonlySignal<string> }

export function Confirm({ part, host: hostNow }: ConfirmProps) {
  const pending = part.pending.value
  const host = hostNow.value
  if (pending === null) return null
  return <ConfirmDialog pending={pending} host={host} onYes={() => part.confirm()} onNo={() => part.dismiss()} />
}
