// The field for the first key, in place of the dialog: shown until a key is saved.

import { useState } from 'preact/hooks'
import { accountPages, serviceName } from '../../core/service/account.ts'
import { Button } from '../kit/Buttons.tsx'
import { KeyField } from './KeyField.tsx'
import type { ConnectionPart } from './part.ts'
import { connectionWords } from './words.ts'

type FormProps = {
  readonly host: string
  /** What people call the service. */
  readonly name: string
  /** Returns what is wrong with the key, or null when it was saved. */
  readonly onSave: (key: string) => string | null
  /** Null when it is not known who gives keys for this address. */
  readonly onGet: (() => void) | null
}

function FirstKeyForm({ host, name, onSave, onGet }: FormProps) {
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const save = (): void => setProblem(onSave(key))
  return (
    <section class="first-key" aria-labelledby="first-key">
      <h2 id="first-key">{connectionWords.connect(name)}</h2>
      <KeyField id="key" value={key} describedBy="key-note" isWrong={problem !== null} onValue={setKey} onEnter={save} />
      <p id="key-note" class={problem ? 'bad' : 'hint'} aria-live="polite">
        {problem ?? connectionWords.saved(host)}
      </p>
      <div class="buttons">
        <Button kind="button primary" label={connectionWords.saveKey} onPress={save} />
        {onGet && <Button kind="link" label={connectionWords.getKey} onPress={onGet} />}
      </div>
    </section>
  )
}

type FirstKeyProps = {
  readonly part: Pick<ConnectionPart, 'isLoaded' | 'hasKey' | 'isOpen' | 'baseUrl' | 'host' | 'save' | 'openUrl'>
  /** The field disappears then, and the focus has to go to what comes next. */
  readonly onSaved: () => void
}

/** Not shown while the settings are open, which ask for the same key. */
export function FirstKey({ part, onSaved }: FirstKeyProps) {
  const isWanted = part.isLoaded.value && !part.hasKey.value && !part.isOpen.value
  const baseUrl = part.baseUrl.value
  const host = part.host.value
  const pages = accountPages(baseUrl)
  const save = (key: string): string | null => {
    const problem = part.save({ key, baseUrl })
    if (problem === null) onSaved()
    return problem
  }
  return isWanted ? (
    <FirstKeyForm host={host} name={serviceName(baseUrl)} onSave={save} onGet={pages && (() => part.openUrl(pages.keys))} />
  ) : null
}
