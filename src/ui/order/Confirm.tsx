// The confirmation dialog of a large order.

import type { ReadonlySignal } from '@preact/signals'
import type { OrdersPart, PendingOrder } from './part.ts'
import { Button } from '../kit/Buttons.tsx'
import { useModal } from '../kit/modal.ts'
import { kitWords } from '../kit/words.ts'
import { orderWords } from './words.ts'

type ConfirmProps = { readonly part: Pick<OrdersPart, 'pending' | 'confirm' | 'dismiss'>; readonly host: ReadonlySignal<string> }

/** A large order asks for confirmation, as every picture is paid. */
function ConfirmDialog({ pending, part, host }: ConfirmProps & { readonly pending: PendingOrder }) {
  const dialog = useModal()
  const make = orderWords.make(pending.count, pending.isAtMost)
  return (
    <dialog
      ref={dialog}
      class="confirm"
      role="alertdialog"
      aria-label={`${make}?`}
      aria-describedby="confirm-text"
      onClose={(event) => event.currentTarget.isConnected && part.dismiss()}
    >
      <h2>{`${make}?`}</h2>
      <p id="confirm-text">{orderWords.paidAt(pending.name, pending.price, host.value)}</p>
      <div class="buttons">
        <Button kind="button primary" label={make} onPress={part.confirm} />
        <Button kind="button" label={kitWords.cancel} onPress={part.dismiss} />
      </div>
    </dialog>
  )
}

export function Confirm(props: ConfirmProps) {
  const pending = props.part.pending.value
  return pending && <ConfirmDialog {...props} pending={pending} />
}
