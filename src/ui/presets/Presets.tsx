// The Presets dialog: save, apply, reorder, import and export presets.

import { useLayoutEffect, useState } from 'preact/hooks'
import type { Preset } from '../../core/presets/presets.ts'
import type { Offered, PresetActions, PresetNotice, PresetsPart } from './types.ts'
import { IconButton } from '../kit/Buttons.tsx'
import { useModal } from '../kit/modal.ts'
import { FileButtons, SaveAs, SuppliedChecks, UndoButton } from './PresetControls.tsx'
import { PresetItem } from './PresetItem.tsx'
import { kitWords } from '../kit/words.ts'
import { presetsWords } from './words.ts'

type DialogProps = {
  readonly supplied: readonly Offered[]
  readonly list: readonly Preset[] | 'newer'
  readonly notice: PresetNotice
  readonly suggestion: string
  readonly actions: PresetActions
}

function PresetsDialog({ supplied, list, notice, suggestion, actions }: DialogProps) {
  const dialog = useModal()
  const [isOver, setOver] = useState(false)
  const isNewer = list === 'newer'
  // Focuses the first Apply button, as most people come to apply a preset. Done by code, because `autofocus` is blocked in a cross-origin
  // iframe.
  useLayoutEffect(() => {
    const first = dialog.current?.querySelector<HTMLElement>('li button') ?? dialog.current?.querySelector('input')
    first?.focus()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={`presets${isOver ? ' over' : ''}`}
      aria-label={presetsWords.title}
      onClose={(event) => event.currentTarget.isConnected && actions.close()}
      onDragOver={(event) => {
        event.preventDefault()
        if (!isNewer) setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer?.files[0]
        if (file && !isNewer) actions.importFile(file)
      }}
    >
      <header>
        <h2>{presetsWords.title}</h2>
        <IconButton icon="close" label={kitWords.close} onPress={() => actions.close()} />
      </header>
      {!isNewer && <SaveAs suggestion={suggestion} onSave={(name) => actions.save(name)} />}
      <div class="line">
        <p class={notice.kind === 'wrong' ? 'bad' : undefined} aria-live="polite">
          {notice.kind === 'none' ? '' : notice.text}
        </p>
        {notice.kind === 'undoable' && (
          <UndoButton
            key={notice.text}
            onPress={() => {
              dialog.current?.querySelector('input')?.focus()
              actions.undo()
            }}
          />
        )}
      </div>
      {!isNewer && <PresetList presets={list} actions={actions} />}
      {!isNewer && <SuppliedChecks supplied={supplied} onShow={(id, isShown) => actions.show(id, isShown)} />}
      {!isNewer && <FileButtons hasPresets={list.length > 0} actions={actions} />}
    </dialog>
  )
}

export function Presets({ part }: { readonly part: PresetsPart }) {
  const list = part.list.value
  const notice = part.notice.value
  const suggestion = part.suggestion.value
  const supplied = part.supplied.value
  if (!part.isOpen.value) return null
  return <PresetsDialog supplied={supplied} list={list} notice={notice} suggestion={suggestion} actions={part} />
}

/** Only one preset shows its actions at a time, so the buttons' names are unambiguous. */
function PresetList({ presets, actions }: { readonly presets: readonly Preset[]; readonly actions: PresetActions }) {
  const [openName, setOpenName] = useState<string | null>(null)
  if (presets.length === 0) return <p class="hint">{presetsWords.none}</p>
  return (
    <ul role="list" aria-label={presetsWords.title}>
      {presets.map((preset, index) => (
        <PresetItem
          key={preset.name}
          preset={preset}
          place={index}
          count={presets.length}
          isOpen={preset.name === openName}
          onOpen={(isOpen) => setOpenName(isOpen ? preset.name : null)}
          onApply={() => actions.apply(preset.name)}
          onRename={(name) => setOpenName(actions.rename(preset.name, name))}
          onMove={(by) => actions.move(preset.name, by)}
          onRemove={() => actions.remove(preset.name)}
        />
      ))}
    </ul>
  )
}
