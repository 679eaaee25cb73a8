// The controls of the Presets dialog around the list: save, undo, import and export.

import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Check } from '../kit/Check.tsx'
import { Button } from '../kit/Buttons.tsx'
import { FileButton } from '../kit/FileButton.tsx'
import { isEnter } from '../kit/keys.ts'
import type { Offered, PresetActions } from './types.ts'
import { presetsWords } from './words.ts'

type SaveAsProps = { readonly suggestion: string; readonly onSave: (name: string) => boolean }

export function SaveAs({ suggestion, onSave }: SaveAsProps) {
  const [name, setName] = useState('')
  const save = (): void => {
    if (onSave(name)) setName('')
  }
  return (
    <>
      <label for="preset-name">{presetsWords.saveAs}</label>
      <div class="save-as">
        <input
          id="preset-name"
          type="text"
          maxlength={60}
          autocomplete="off"
          placeholder={suggestion}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isEnter(event)) save()
          }}
        />
        <Button kind="button primary" label={presetsWords.save} onPress={save} />
      </div>
    </>
  )
}

type SuppliedProps = { readonly supplied: readonly Offered[]; readonly onShow: (id: string, isShown: boolean) => void }

/** Shows or hides the supplied presets of the current purpose. */
export function SuppliedChecks({ supplied, onShow }: SuppliedProps) {
  return (
    <fieldset class="kinds supplied">
      <legend>{presetsWords.supplied}</legend>
      {supplied.map(({ id, name, isShown }) => (
        <Check key={id} label={name} isOn={isShown} onChange={(isWanted) => onShow(id, isWanted)} />
      ))}
    </fieldset>
  )
}

/** Takes the focus if the focused element was removed together with its preset. */
export function UndoButton({ onPress }: { readonly onPress: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (button.current?.ownerDocument.activeElement?.closest('dialog') == null) button.current?.focus()
  }, [])
  return (
    <button ref={button} class="link" onClick={onPress}>
      {presetsWords.undo}
    </button>
  )
}

export function FileButtons({ hasPresets, actions }: { readonly hasPresets: boolean; readonly actions: PresetActions }) {
  return (
    <div class="buttons">
      <FileButton
        kind="button small"
        label={presetsWords.bring}
        accept=".json,application/json"
        onFile={(file) => actions.importFile(file)}
      />
      {hasPresets && <Button kind="button small" label={presetsWords.take} onPress={() => actions.exportAll()} />}
      <p class="hint">{presetsWords.drop}</p>
    </div>
  )
}
