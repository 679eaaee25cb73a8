// The first-run card: what the plugin does, needs and costs, and the field for the key. Shown until a working key is saved.

import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { lookSwatch } from '../../core/look/looks.ts'
import { accountPages, serviceName, withName } from '../../core/service/account.ts'
import { priceText } from '../../core/service/offer.ts'
import { Button } from '../kit/Buttons.tsx'
import { LookDrawing } from '../look/LookDrawing.tsx'
import { KeyField } from './KeyField.tsx'
import type { ConnectionPart } from './part.ts'
import type { KeyState } from './key-state.ts'
import { connectionWords } from './words.ts'

/** A clay model and a result of it in one picture, split as in Compare. */
function BeforeAfter() {
  return (
    <div class="before-after" aria-hidden="true">
      <LookDrawing purpose="building" colors={lookSwatch('building', 'timber')} />
      <LookDrawing purpose="building" colors={lookSwatch('building', 'model')} />
    </div>
  )
}

type FormProps = {
  readonly host: string
  readonly intro: { readonly title: string; readonly needs: string }
  readonly kept: string
  readonly state: KeyState
  /** Returns what is wrong with the key, or null when it was saved. */
  readonly onSave: (key: string) => string | null
  /** Null when it is unknown who issues keys for this address. */
  readonly onGet: (() => void) | null
  readonly children?: ComponentChildren
}

function said(problem: string | null, state: KeyState, host: string): string {
  if (problem !== null) return problem
  if (state.kind === 'asking') return connectionWords.asking
  return state.kind === 'refused' ? connectionWords.kept(state.text) : connectionWords.saved(host)
}

function FirstKeyForm({ host, intro, kept, state, onSave, onGet, children }: FormProps) {
  const [key, setKey] = useState(kept)
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLElement>(null)
  const save = (): void => {
    const found = key.trim() === '' ? connectionWords.empty : onSave(key)
    setProblem(found)
    if (found !== null) form.current?.querySelector('input')?.focus()
  }
  const isWrong = problem !== null || state.kind === 'refused'
  return (
    <section ref={form} class="first-key" aria-labelledby="first-key">
      <div class="promise">
        <BeforeAfter />
        <p>{connectionWords.promise}</p>
      </div>
      <h2 id="first-key">{intro.title}</h2>
      <p class="hint">{intro.needs}</p>
      <KeyField
        id="key"
        value={key}
        describedBy="key-note"
        isWrong={isWrong}
        onValue={(typed) => {
          setKey(typed)
          setProblem(null)
        }}
        onEnter={save}
      />
      <p id="key-note" class={isWrong ? 'bad' : 'hint'} aria-live="polite">
        {said(problem, state, host)}
      </p>
      <div class="buttons">
        <Button kind="button primary" label={connectionWords.saveKey} onPress={save} />
        {onGet && <Button kind="link" label={connectionWords.getKey} onPress={onGet} />}
        {children}
      </div>
    </section>
  )
}

type FirstKeyProps = {
  readonly part: Pick<
    ConnectionPart,
    'isLoaded' | 'hasKey' | 'key' | 'keyState' | 'isOpen' | 'baseUrl' | 'host' | 'save' | 'openUrl' | 'priceOf'
  >
  readonly modelId: string
  /** Called when the card disappears after saving, so that the focus can move to the next control. */
  readonly onSaved: () => void
  readonly children?: ComponentChildren
}

/** Hidden while Settings are open, which ask for the same key. */
export function FirstKey({ part, modelId, onSaved, children }: FirstKeyProps) {
  const state = part.keyState.value
  const isUnsure = state.kind === 'asking' || state.kind === 'refused'
  const isWanted = part.isLoaded.value && !part.isOpen.value && (!part.hasKey.value || isUnsure)
  const isSavedHere = useRef(false)
  useLayoutEffect(() => {
    if (!isSavedHere.current || isWanted) return
    isSavedHere.current = false
    onSaved()
  }, [isWanted])
  const baseUrl = part.baseUrl.value
  const pages = accountPages(baseUrl)
  const service = serviceName(baseUrl)
  const save = (key: string): string | null => {
    const problem = part.save({ key, baseUrl })
    isSavedHere.current = problem === null
    return problem
  }
  return isWanted ? (
    <FirstKeyForm
      host={part.host.value}
      intro={{ title: connectionWords.connect(service), needs: connectionWords.needs(service, priceText(part.priceOf(modelId))) }}
      kept={part.key.peek()}
      state={state.kind === 'refused' ? { ...state, text: withName(service, state.text) } : state}
      onSave={save}
      onGet={pages && (() => part.openUrl(pages.keys))}
    >
      {children}
    </FirstKeyForm>
  ) : null
}
