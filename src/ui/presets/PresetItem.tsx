// One preset in the list: what it chooses, and the actions on it.

import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { findLook } from '../../core/look/looks.ts'
import { readSeed } from '../../core/model/model.ts'
import { modelLabel, models } from '../../core/model/models.ts'
import type { Preset } from '../../core/presets/presets.ts'
import { titleOf } from '../../core/recipe/words.ts'
import { Button, IconButton } from '../kit/Buttons.tsx'
import { isEnter, isEscape } from '../kit/keys.ts'
import { LookDrawing } from '../look/LookDrawing.tsx'
import { kitWords } from '../kit/words.ts'
import { presetsWords } from './words.ts'

type PresetItemProps = {
  readonly preset: Preset
  readonly place: number
  readonly count: number
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly onApply: () => void
  readonly onRename: (name: string) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

/** What Apply would choose, including ids unknown to this version. */
function summaryOf(preset: Preset): string {
  const { words, modelId, seed } = preset
  const parts = [titleOf(preset), words, modelId === models[0].id ? '' : modelLabel(modelId), readSeed(seed) === null ? '' : `seed ${seed}`]
  return parts.filter((part) => part !== '').join(' · ')
}

export function PresetItem(props: PresetItemProps) {
  const { preset, place, count, isOpen } = props
  const { name, purpose, look } = preset
  const [isRenaming, setRenaming] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  const keepFocus = useFocusThroughMove(item, place)
  // Restores the focus after renaming: a renamed preset is a new row, and in both cases the name field is gone.
  useLayoutEffect(() => {
    if (isOpen && !isRenaming) item.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
  }, [isRenaming])
  const endRenaming = (typed: string | null): void => {
    setRenaming(false)
    if (typed !== null) props.onRename(typed)
  }
  const move = (by: -1 | 1): void => {
    keepFocus()
    props.onMove(by)
  }
  return (
    <li ref={item}>
      <div class="preset">
        <span class="swatch">
          <LookDrawing purpose={purpose} colors={findLook(purpose, look).swatch} />
        </span>
        {isRenaming ? <Rename name={name} onEnd={endRenaming} /> : <Summary {...props} />}
      </div>
      {isOpen && !isRenaming && (
        <div class="steps">
          <Button kind="link" label={presetsWords.rename} onPress={() => setRenaming(true)} />
          <Button kind="link" label={presetsWords.moveUp} isOff={place === 0} onPress={() => move(-1)} />
          <Button kind="link" label={presetsWords.moveDown} isOff={place === count - 1} onPress={() => move(1)} />
          <Button kind="link bad" label={presetsWords.remove} onPress={props.onRemove} />
        </div>
      )}
    </li>
  )
}

/**
 * Moving a row in the page takes the focus from the button in it.
 * @returns a function to call before a move; the focused element then gets the focus back
 */
function useFocusThroughMove(item: RefObject<HTMLElement | null>, place: number): () => void {
  const pressed = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (pressed.current instanceof HTMLElement) pressed.current.focus()
    pressed.current = null
  }, [place])
  return () => {
    pressed.current = item.current?.ownerDocument.activeElement ?? null
  }
}

function Summary({ preset, isOpen, onApply, onOpen }: Pick<PresetItemProps, 'preset' | 'isOpen' | 'onApply' | 'onOpen'>) {
  const { name } = preset
  const summary = summaryOf(preset)
  return (
    <>
      <div class="job-text">
        <p class="job-title" title={name}>
          {name}
        </p>
        <p class="summary" title={summary}>
          {summary}
        </p>
      </div>
      <button class="button small" aria-label={presetsWords.applyNamed(name)} onClick={onApply}>
        {presetsWords.apply}
      </button>
      <IconButton icon="more" label={presetsWords.moreFor(name)} isExpanded={isOpen} onPress={() => onOpen(!isOpen)} />
    </>
  )
}

function Rename({ name, onEnd }: { readonly name: string; readonly onEnd: (typed: string | null) => void }) {
  const [typed, setTyped] = useState(name)
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.select(), [])
  return (
    <>
      <input
        ref={field}
        type="text"
        aria-label={presetsWords.newNameOf(name)}
        maxlength={60}
        autocomplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!isEnter(event) && !isEscape(event)) return
          // Handled here: otherwise Escape would close the dialog, and Enter would press the button that is focused next.
          event.preventDefault()
          onEnd(isEnter(event) ? typed : null)
        }}
      />
      <Button kind="button small" label={presetsWords.rename} onPress={() => onEnd(typed)} />
      <Button kind="link quiet" label={kitWords.cancel} onPress={() => onEnd(null)} />
    </>
  )
}
