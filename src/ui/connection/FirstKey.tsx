import { useState } from 'preact/hooks'
import { Button } from '../kit/Buttons.tsx'
import { KeyField } from './KeyField.tsx'

type FirstKeyProps = {
  readonly host: string
  /** What people call it. */
  readonly name: string
  /** Returns what is wrong with the key, or null when it was saved. */
  readonly onSave: (key: string) => string | null
  /** Null where nobody knows who gives keys for this address. */
  readonly onGet: (() => void) | null
}

export function FirstKey({ host, name, onSave, onGet }: FirstKeyProps) {
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const save = (): void => setProblem(onSave(key))
  return (
    <section class="first-key" aria-labelledby="first-key">
      <h2 id="first-key">{`First, your ${name}`}</h2>
      <KeyField id="key" value={key} describedBy="key-note" isWrong={problem !== null} onValue={setKey} onEnter={save} />
      <p id="key-note" class={problem ? 'bad' : 'hint'} aria-live="polite">
        {problem ?? `It is stored on this computer and sent only to ${host}.`}
      </p>
      <div class="buttons">
        <Button kind="button primary" label="Save key" onPress={save} />
        {onGet && <Button kind="link" label="Get a key" onPress={onGet} />}
      </div>
    </section>
  )
}
