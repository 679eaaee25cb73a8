import { useState } from 'preact/hooks'
import type { Connection } from './check-part.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { CheckList } from './CheckList.tsx'
import type { RecipePart } from '../recipe/part.ts'
import { KeyField } from './KeyField.tsx'
import type { ConnectionPart } from './part.ts'
import { useModal } from '../kit/modal.ts'
import { hostOf, readBaseUrl } from '../../core/service/base-url.ts'
import type { Remedy } from '../../core/connection/findings.ts'
import { hasWarning, isRunning, outcomeOf } from '../../core/connection/steps.ts'

type Entry = { readonly key: string; readonly baseUrl: string }

type DialogProps = {
  readonly saved: Entry
  readonly connection: Connection
  /** Returns what is wrong with the entry, or null when it was saved. */
  readonly onSave: (entry: Entry) => string | null
  readonly onDelete: () => void
  readonly onCheck: (entry: Entry) => void
  /** Costs one picture. */
  readonly onTry: (entry: Entry) => void
  readonly onEdit: () => void
  /** False where nothing was copied. */
  readonly onCopy: (text: string) => boolean
  readonly onOpen: (url: string) => void
  readonly onChooseModel: () => void
  readonly onClose: () => void
}

function SettingsDialog({ saved, connection, onClose, ...on }: DialogProps) {
  const dialog = useModal()
  const [key, setKey] = useState(saved.key)
  const [baseUrl, setBaseUrl] = useState(saved.baseUrl)
  const [told, setTold] = useState<{ readonly text: string; readonly kind: 'bad' | 'hint' } | null>(null)
  const edit = (change: () => void): void => {
    change()
    setTold(null)
    on.onEdit()
  }
  const save = (): void => {
    const wrong = on.onSave({ key, baseUrl })
    setTold(wrong === null ? null : { text: wrong, kind: 'bad' })
    if (wrong === null) onClose()
  }
  const check = (entry: Entry): void => {
    setTold(null)
    on.onCheck(entry)
  }
  const remedy = (step: Remedy): void => {
    switch (step.do) {
      case 'use-address':
        edit(() => setBaseUrl(step.address))
        return check({ key, baseUrl: step.address })
      case 'copy':
        return setTold({ text: on.onCopy(step.text) ? `Copied: ${step.text}` : 'It could not be copied.', kind: 'hint' })
      case 'open':
        return on.onOpen(step.url)
      case 'choose-model':
        return on.onChooseModel()
      default:
        return step satisfies never
    }
  }
  const host = hostOf(readBaseUrl(baseUrl) ?? saved.baseUrl)
  const { lines, picture } = connection
  const isBusy = isRunning(lines)
  const hasTrial = lines.some(({ step }) => step === 'picture')
  const walked = lines.filter(({ step }) => step !== 'picture')
  const isFine = walked.length > 0 && !isBusy && walked.every(({ state }) => state === 'passed')
  const outcome = outcomeOf(lines)
  const isBad = told === null ? lines.some(({ state }) => state === 'failed') : told.kind === 'bad'
  return (
    <dialog ref={dialog} class="settings" aria-label="Settings" onClose={(event) => event.currentTarget.isConnected && onClose()}>
      <header>
        <h2>Settings</h2>
        <IconButton icon="close" label="Close" onPress={onClose} />
      </header>
      <KeyField
        id="settings-key"
        value={key}
        describedBy="settings-note"
        hasFocus
        onValue={(value) => edit(() => setKey(value))}
        onEnter={save}
      />
      <p id="settings-note" class="hint">{`It is stored on this computer and sent only to ${host}.`}</p>
      <label for="settings-url">API base URL</label>
      <input
        id="settings-url"
        type="text"
        inputmode="url"
        spellcheck={false}
        aria-describedby="settings-url-note"
        value={baseUrl}
        onInput={(event) => {
          const { value } = event.currentTarget
          edit(() => setBaseUrl(value))
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save()
        }}
      />
      <p id="settings-url-note" class="hint">
        The service itself, or the address of your team’s relay.
      </p>
      {lines.length > 0 && <CheckList lines={lines} picture={picture} onRemedy={remedy} />}
      {/* Read out once, at the end; where it repeats a line of the list it is for the ear alone. */}
      <p key={isBad} class={told ? told.kind : isFine && !hasTrial ? 'good' : 'unseen'} role={isBad ? 'alert' : 'status'}>
        {told?.text ?? outcome}
      </p>
      {!hasTrial && lines.length > 0 && !hasWarning(lines) && <p class="hint">These steps make nothing and cost nothing.</p>}
      {hasTrial && isBusy && <p class="hint">Closing this dialog drops the test picture.</p>}
      {isFine && <Button kind="button" label="Make one test picture, costs one picture" onPress={() => on.onTry({ key, baseUrl })} />}
      <div class="buttons">
        <Button kind="button primary" label="Save" onPress={save} />
        <Button kind="button" label="Check connection" isOff={hasTrial && isBusy} onPress={() => check({ key, baseUrl })} />
        <Button
          kind="link bad"
          label="Delete key"
          onPress={() => {
            edit(() => setKey(''))
            on.onDelete()
          }}
        />
      </div>
    </dialog>
  )
}

type SettingsProps = { readonly part: ConnectionPart; readonly recipe: Pick<RecipePart, 'isAdvancedOpen'> }

export function Settings({ part, recipe }: SettingsProps) {
  const saved = { key: part.key.value, baseUrl: part.baseUrl.value }
  const connection = part.connection.value
  if (!part.isOpen.value) return null
  return (
    <SettingsDialog
      saved={saved}
      connection={connection}
      onSave={part.save}
      onDelete={part.deleteKey}
      onCheck={part.checkConnection}
      onTry={part.makeTestPicture}
      onEdit={part.forgetCheck}
      onCopy={part.copy}
      onOpen={part.openUrl}
      onChooseModel={() => {
        part.close()
        recipe.isAdvancedOpen.value = true
      }}
      onClose={part.close}
    />
  )
}
