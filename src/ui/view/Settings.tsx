import { useState } from 'preact/hooks'
import { hostOf, readBaseUrl } from '../../core/settings.ts'
import type { Connection } from '../store.types.ts'
import { Button, IconButton } from './Buttons.tsx'
import { KeyField } from './KeyField.tsx'
import { useModal } from './modal.ts'

type Entry = { readonly key: string; readonly baseUrl: string }

type SettingsProps = {
  readonly saved: Entry
  readonly connection: Connection
  /** Returns what is wrong with the entry, or null when it was saved. */
  readonly onSave: (entry: Entry) => string | null
  readonly onDelete: () => void
  readonly onCheck: (entry: Entry) => void
  readonly onClose: () => void
}

const outcome = (connection: Connection): string => {
  switch (connection.state) {
    case 'unknown':
      return ''
    case 'checking':
      return 'Checking…'
    case 'works':
      return 'It works. The service answers and takes this key.'
    case 'fails':
      return connection.sentence
    default:
      return connection satisfies never
  }
}

export const Settings = ({ saved, connection, onSave, onDelete, onCheck, onClose }: SettingsProps) => {
  const dialog = useModal()
  const [key, setKey] = useState(saved.key)
  const [baseUrl, setBaseUrl] = useState(saved.baseUrl)
  const [problem, setProblem] = useState<string | null>(null)
  const save = (): void => {
    const wrong = onSave({ key, baseUrl })
    setProblem(wrong)
    if (wrong === null) onClose()
  }
  const host = hostOf(readBaseUrl(baseUrl) ?? saved.baseUrl)
  return (
    <dialog ref={dialog} aria-label="Settings" onClose={(event) => event.currentTarget.isConnected && onClose()}>
      <header>
        <h2>Settings</h2>
        <IconButton icon="close" label="Close" onPress={onClose} />
      </header>
      <KeyField id="settings-key" value={key} describedBy="settings-note" hasFocus onValue={setKey} onEnter={save} />
      <p id="settings-note" class="hint">{`It is stored on this computer and sent only to ${host}.`}</p>
      <label for="settings-url">API base URL</label>
      <input
        id="settings-url"
        type="text"
        inputmode="url"
        spellcheck={false}
        aria-describedby="settings-url-note"
        value={baseUrl}
        onInput={(event) => setBaseUrl(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save()
        }}
      />
      <p id="settings-url-note" class="hint">
        The service itself, or the address of your team’s relay.
      </p>
      <p class={problem || connection.state === 'fails' ? 'bad' : connection.state === 'works' ? 'good' : 'hint'} aria-live="polite">
        {problem ?? outcome(connection)}
      </p>
      <div class="buttons">
        <Button kind="button primary" label="Save" onPress={save} />
        <Button
          kind="button"
          label="Check connection"
          onPress={() => {
            setProblem(null)
            onCheck({ key, baseUrl })
          }}
        />
        <Button
          kind="link bad"
          label="Delete key"
          onPress={() => {
            setKey('')
            onDelete()
          }}
        />
      </div>
    </dialog>
  )
}
