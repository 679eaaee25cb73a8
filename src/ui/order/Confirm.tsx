// The question before a large order.

import type { ReadonlySignal } from '@preact/signals'
import type { OrdersPart, PendingOrder } from './part.ts'
import { Button } from '../kit/Buttons.tsx'
import { useModal } from '../kit/modal.ts'
import { kitWords } from '../kit/words.ts'
import { orderWords } from './words.ts'

type DialogProps = { readonly pending: PendingOrder; readonly host: string; readonly onYes: () => void; readonly onNo: () => void }

/** A large order asks once: each picture is paid. */
function ConfirmDialog({ pending, host, onYes, onNo }: DialogProps) {
  const dialog = useModal()
  const make = orderWords.make(pending.count, pending.isAtMost)
  return (
    <dialog
      ref={dialog}
      class="confirm"
      role="alertdialog"
      aria-label={`${make}?`}
      aria-describedby="confirm-text"
      onClose={(event) => event.currentTarget.isConnected && onNo()}
    >
      <h2>{`${make}?`}</h2>
      <p id="confirm-text">{orderWords.paidAt(pending.name, pending.price, host)}</p>
      <div class="buttons">
        <Button kind="button primary" label={make} onPress={onYes} />
        <Button kind="button" label={kitWords.cancel} onPress={onNo} />
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
