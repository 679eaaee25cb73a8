// Own presets: kept apart from the settings, written whole at every change, since the window may be closed the next moment.

import { batch, computed, signal } from '@preact/signals'
import {
  type FromFile,
  type Preset,
  addPresets,
  maxFileSize,
  movePreset,
  noRoomFor,
  readFile,
  readPresets,
  renamePreset,
  toFile,
  tooLarge,
} from '../../core/presets/presets.ts'
import type { PresetNotice, PresetsPart } from './types.ts'
import type { PresetsApi } from '../../core/presets/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { RecipePart } from '../recipe/part.ts'
import { quantity } from '../../core/base/text.ts'
import type { Setup } from '../../core/recipe/setup.ts'
import { titleOf, withMigration } from '../../core/recipe/words.ts'

export type PresetsPorts = {
  readonly figma: Pick<RemoteApi<PresetsApi>, 'savePresets'>
  readonly recipe: RecipePart
  /** To the user's disk, as a download. */
  saveFile(name: string, text: string): void
  announce(text: string): void
  /** For what must be seen after the dialog is closed, too. */
  setAlert(text: string): void
}

const fileName = 'depth-restyle-presets.json'
const unstored = 'Figma could not store your presets. They hold until you close this window.'
const newer = 'These presets were kept by a newer version of Depth Restyle.'

async function read(file: Blob): Promise<FromFile> {
  if (file.size > maxFileSize) return tooLarge
  try {
    return readFile(await file.text())
  } catch {
    return { kind: 'wrong', sentence: 'This file could not be read.' }
  }
}

export function makePresets({ figma, recipe: controls, saveFile, announce, setAlert }: PresetsPorts): PresetsPart {
  const list = signal<readonly Preset[] | 'newer'>([])
  const isOpen = signal(false)
  const notice = signal<PresetNotice>({ kind: 'none' })
  const suggestion = computed(() =>
    titleOf({ purpose: controls.purpose.value, look: controls.look.value.id, light: controls.light.value.id }),
  )
  // What is kept must be known before something is kept in its place.
  let isKnown = false

  const wrong = (text: string): void => {
    notice.value = { kind: 'wrong', text }
  }

  const keep = (presets: readonly Preset[], told: PresetNotice): void => {
    list.value = presets
    notice.value = told
    figma.savePresets({ version: 1, presets }).catch(() => {
      wrong(unstored)
      setAlert(unstored)
    })
  }

  /** Nothing changes where the presets are not ours to change. */
  const change = (next: (presets: readonly Preset[]) => readonly Preset[], tell: (now: readonly Preset[]) => PresetNotice): boolean => {
    const before = list.peek()
    if (before === 'newer') return false
    const now = next(before)
    const full = now.length > before.length ? noRoomFor(now) : null
    if (full !== null) wrong(full)
    else if (now !== before) keep(now, tell(now))
    return full === null
  }

  const setup = (): Setup => ({
    purpose: controls.purpose.peek(),
    look: controls.look.peek().id,
    light: controls.light.peek().id,
    words: controls.words.peek().trim(),
    modelId: controls.model.peek().id,
    values: controls.values.peek(),
    seed: controls.isSeedLocked.peek() ? controls.seed.peek() : null,
  })

  const said = (text: string): PresetNotice => ({ kind: 'said', text })
  const undoable = (text: string, before: readonly Preset[]): PresetNotice => ({ kind: 'undoable', text, before })
  const known = (): readonly Preset[] => {
    const presets = list.peek()
    return presets === 'newer' ? [] : presets
  }

  return {
    list,
    isOpen,
    notice,
    suggestion,
    open: () => {
      if (!isKnown) return
      notice.value = list.peek() === 'newer' ? { kind: 'wrong', text: newer } : { kind: 'none' }
      isOpen.value = true
    },
    close: () => {
      isOpen.value = false
    },
    save: (name) =>
      change(
        (presets) => addPresets(presets, [{ name: name.trim() || suggestion.peek(), ...setup() }]),
        (now) => said(`Saved as “${now.at(-1)?.name ?? ''}”.`),
      ),
    apply: (name) => {
      const preset = known().find((candidate) => candidate.name === name)
      if (preset === undefined) return
      const migration = batch(() => controls.applySetup(preset, { seed: 'take' }))
      isOpen.value = false
      announce(withMigration(`Preset applied: ${name}.`, migration))
    },
    rename: (from, to) => {
      const place = known().findIndex(({ name }) => name === from)
      const nameNow = (presets: readonly Preset[]): string => presets[place]?.name ?? from
      change(
        (presets) => {
          const renamed = renamePreset(presets, from, to)
          return nameNow(renamed) === from ? presets : renamed
        },
        (now) => said(`Now called “${nameNow(now)}”.`),
      )
      return nameNow(known())
    },
    move: (name, by) =>
      void change(
        (presets) => movePreset(presets, name, by),
        (now) => said(`“${name}” is ${now.findIndex((preset) => preset.name === name) + 1} of ${now.length}.`),
      ),
    remove: (name) => {
      const before = known()
      change(
        (presets) => presets.filter((preset) => preset.name !== name),
        () => undoable(`“${name}” removed.`, before),
      )
    },
    undo: () => {
      const last = notice.peek()
      if (last.kind === 'undoable') keep(last.before, said('Undone.'))
    },
    exportAll: () => {
      saveFile(fileName, toFile(known()))
      notice.value = said(`Downloading ${quantity(known().length, 'preset')} as ${fileName}.`)
    },
    importFile: (file) =>
      // Never rejects: what goes wrong with a file is told.
      void read(file).then((found) => {
        if (found.kind === 'wrong') return wrong(found.sentence)
        const before = known()
        change(
          (presets) => addPresets(presets, found.presets),
          () => undoable(`${quantity(found.presets.length, 'preset')} added.`, before),
        )
      }),
    restore: (kept) => {
      list.value = readPresets(kept)
      isKnown = true
    },
  }
}
