// The Settings dialog: key and base URL, the check of both, the test picture, the self-test and privacy.

import { useState } from 'preact/hooks'
import { cleanEntry } from '../../core/connection/clean-entry.ts'
import type { Remedy } from '../../core/connection/finding.ts'
import { type CheckLine, hasPassed, hasTestPicture, hasWarning, isRunning, outcomeOf } from '../../core/connection/steps.ts'
import type { Account } from '../../core/service/account.ts'
import { hostOf, readBaseUrl } from '../../core/service/base-url.ts'
import { thisBuild } from '../../core/base/build.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { isEnter } from '../kit/keys.ts'
import { leaveForRun, useModal } from '../kit/modal.ts'
import type { RecipePart } from '../recipe/part.ts'
import { About } from './About.tsx'
import { CheckList } from './CheckList.tsx'
import { SelfTest } from './SelfTest.tsx'
import { KeptLimit } from './KeptLimit.tsx'
import { KeyField } from './KeyField.tsx'
import { plainHost } from './plain-host.ts'
import type { ConnectionPart } from './part.ts'
import { kitWords } from '../kit/words.ts'
import { connectionWords } from './words.ts'

/** A message of the dialog itself, shown instead of the outcome of the check. */
type Message = { readonly text: string; readonly kind: 'bad' | 'hint' }

type SettingsView = Pick<
  ConnectionPart,
  | 'key'
  | 'baseUrl'
  | 'check'
  | 'isOpen'
  | 'save'
  | 'deleteKey'
  | 'canRestoreKey'
  | 'restoreKey'
  | 'checkConnection'
  | 'leave'
  | 'forgetCheck'
  | 'copy'
  | 'openUrl'
  | 'close'
  | 'selfTest'
  | 'keptLimit'
  | 'limitKept'
>

type DialogProps = { readonly part: SettingsView; readonly onChooseModel: () => void }

type TestProps = {
  /** Plans the test picture, which the next press of the run button makes. */
  readonly onTest: () => void
}

const keyDeleted: Message = { text: connectionWords.keyDeleted, kind: 'hint' }

/** State and actions of the two fields. Every edit discards the last check. */
function useEntry({ part, onChooseModel }: DialogProps) {
  const [key, setKey] = useState(part.key.peek())
  const [baseUrl, setBaseUrl] = useState(part.baseUrl.peek())
  // What was removed from the pasted key; null when nothing was. Removals from the address are reported by the check itself.
  const [keyNote, setKeyNote] = useState<string | null>(null)
  // The dialog may have been closed and opened again since the key was deleted.
  const [message, setMessage] = useState<Message | null>(part.canRestoreKey.peek() ? keyDeleted : null)
  const edited = (): void => {
    setMessage(null)
    part.forgetCheck()
  }
  const typeKey = (typed: string): void => {
    setKey(typed)
    setKeyNote(null)
    edited()
  }
  const typeBaseUrl = (typed: string): void => {
    setBaseUrl(typed)
    edited()
  }
  const check = (entered: Account): void => {
    const typed = { ...entered, baseUrl: plainHost(entered.baseUrl) }
    const cleaned = cleanEntry(typed)
    // Shows what is checked in the fields; the same would be saved.
    setKey(cleaned.entry.key)
    setBaseUrl(cleaned.entry.baseUrl)
    setKeyNote(cleaned.keyNote ?? keyNote)
    setMessage(null)
    part.checkConnection(typed)
  }
  const saveAnd = (next: () => void): void => {
    const problem = part.save({ key, baseUrl: plainHost(baseUrl) })
    setMessage(problem === null ? null : { text: problem, kind: 'bad' })
    if (problem === null) next()
  }
  const deleteKey = (): void => {
    part.deleteKey()
    typeKey('')
    if (part.canRestoreKey.peek()) setMessage(keyDeleted)
  }
  const restoreKey = (): void => typeKey(part.restoreKey())
  const apply = (remedy: Remedy): void => {
    switch (remedy.do) {
      case 'use-address':
        typeBaseUrl(remedy.address)
        return check({ key, baseUrl: remedy.address })
      case 'copy':
        return setMessage({ text: part.copy(remedy.text) ? connectionWords.copied : connectionWords.notCopied, kind: 'hint' })
      case 'open':
        return part.openUrl(remedy.url)
      case 'choose-model':
        return onChooseModel()
      default:
        return remedy satisfies never
    }
  }
  return { entry: { key, baseUrl }, keyNote, message, typeKey, typeBaseUrl, check, saveAnd, deleteKey, restoreKey, apply }
}

type AddressFieldProps = { readonly value: string; readonly onValue: (typed: string) => void; readonly onEnter: () => void }

function AddressField({ value, onValue, onEnter }: AddressFieldProps) {
  return (
    <>
      <label for="settings-url">{connectionWords.baseUrl}</label>
      <input
        id="settings-url"
        type="text"
        inputmode="url"
        spellcheck={false}
        aria-describedby="settings-url-note"
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isEnter(event)) onEnter()
        }}
      />
      <p id="settings-url-note" class="hint">
        {connectionWords.baseUrlHint}
      </p>
    </>
  )
}

type OutcomeProps = { readonly lines: readonly CheckLine[]; readonly message: Message | null }

/** Announced once, at the end. A text that only repeats a line of the list is visible to screen readers alone. */
function Outcome({ lines, message }: OutcomeProps) {
  const isBad = message === null ? lines.some(({ state }) => state === 'failed') : message.kind === 'bad'
  const isGood = hasPassed(lines) && !hasTestPicture(lines)
  return (
    <p key={isBad} class={message ? message.kind : isGood ? 'good' : 'unseen'} role={isBad ? 'alert' : 'status'}>
      {message?.text ?? outcomeOf(lines)}
    </p>
  )
}

function CostNotes({ lines }: { readonly lines: readonly CheckLine[] }) {
  if (hasTestPicture(lines)) return isRunning(lines) ? <p class="hint">{connectionWords.testIsDropped}</p> : null
  return lines.length > 0 && !hasWarning(lines) ? <p class="hint">{connectionWords.isFree}</p> : null
}

function SettingsDialog({ part, onChooseModel, onTest, isPublished }: DialogProps & TestProps & { readonly isPublished: boolean }) {
  const dialog = useModal()
  const { entry, keyNote, message, typeKey, typeBaseUrl, check, saveAnd, deleteKey, restoreKey, apply } = useEntry({ part, onChooseModel })
  const save = (): void => saveAnd(part.close)
  const test = (): void =>
    saveAnd(() => {
      part.leave()
      onTest()
      leaveForRun(dialog.current)
    })
  const { lines, picture } = part.check.value
  const savedUrl = part.baseUrl.value
  const host = hostOf(readBaseUrl(entry.baseUrl) ?? savedUrl)
  const isMakingPicture = hasTestPicture(lines) && isRunning(lines)
  return (
    <dialog
      ref={dialog}
      class="settings"
      aria-label={connectionWords.settings}
      onClose={(event) => event.currentTarget.isConnected && part.close()}
    >
      <header>
        <h2>{connectionWords.settings}</h2>
        <IconButton icon="close" label={kitWords.close} onPress={part.close} />
      </header>
      <KeyField id="settings-key" value={entry.key} describedBy="settings-note" hasFocus onValue={typeKey} onEnter={save} />
      <p id="settings-note" class="hint" aria-live="polite">
        {keyNote ?? connectionWords.saved(host)}
      </p>
      {!isPublished && <AddressField value={entry.baseUrl} onValue={typeBaseUrl} onEnter={save} />}
      {lines.length > 0 && <CheckList lines={lines} picture={picture} onRemedy={apply} />}
      <Outcome lines={lines} message={message} />
      <CostNotes lines={lines} />
      {hasPassed(lines) && <Button kind="button" label={connectionWords.makeTest} onPress={test} />}
      <div class="buttons">
        <Button kind="button primary" label={connectionWords.save} onPress={save} />
        <Button kind="button" label={connectionWords.check} isOff={isMakingPicture} onPress={() => check(entry)} />
        {part.canRestoreKey.value ? (
          <Button kind="link" label={connectionWords.restoreKey} onPress={restoreKey} />
        ) : (
          <Button kind="link bad" label={connectionWords.deleteKey} onPress={deleteKey} />
        )}
      </div>
      <KeptLimit part={part} />
      <SelfTest part={part.selfTest} onCopy={(text) => apply({ do: 'copy', text })} />
      <About host={host} onOpen={part.openUrl} />
    </dialog>
  )
}

type SettingsProps = TestProps & {
  readonly part: SettingsView
  readonly recipe: Pick<RecipePart, 'isAdvancedOpen'>
  readonly isPublished?: boolean
}

export function Settings({ part, recipe, onTest, isPublished = thisBuild.isPublished }: SettingsProps) {
  const chooseModel = (): void => {
    part.close()
    recipe.isAdvancedOpen.value = true
  }
  return part.isOpen.value ? <SettingsDialog part={part} onChooseModel={chooseModel} onTest={onTest} isPublished={isPublished} /> : null
}
