// The user's own presets: named settings that can be applied to any frame.

import { batch, computed, signal } from '@preact/signals'
import { quantity } from '../../core/base/text.ts'
import {
  type FromFile,
  type Preset,
  addPresets,
  maxFileSize,
  movePreset,
  readFile,
  renamePreset,
  toFile,
  tooLarge,
} from '../../core/presets/presets.ts'
import type { Setup } from '../../core/recipe/setup.ts'
import { titleOf, withMigration } from '../../core/recipe/words.ts'
import type { RecipePart } from '../recipe/part.ts'
import { type SwatchPorts, makeSwatches } from './swatches.ts'
import { makeTiles } from './tiles.ts'
import { type StoredPresets, type StoredPresetsPorts, makeStoredPresets } from './stored-presets.ts'
import type { PresetActions, PresetNotice, PresetsPart } from './types.ts'

export type PresetsPorts = SwatchPorts &
  StoredPresetsPorts & {
    readonly recipe: Pick<
      RecipePart,
      'purpose' | 'look' | 'light' | 'words' | 'asTyped' | 'model' | 'values' | 'reference' | 'seed' | 'isSeedLocked' | 'applySetup'
    >
    /** Downloads a file to the user's disk. */
    saveFile(name: string, text: string): void
    announce(text: string): void
  }

const fileName = 'depth-restyle-presets.json'
const newerVersion = 'These presets were kept by a newer version of Depth Restyle.'

export function makePresets(ports: PresetsPorts): PresetsPart {
  const { recipe, announce } = ports
  const stored = makeStoredPresets(ports)
  const isOpen = signal(false)
  const tiles = makeTiles(stored, recipe)
  const suggestion = computed(() => titleOf({ purpose: recipe.purpose.value, look: recipe.look.value.id, light: recipe.light.value.id }))

  const apply = (preset: Preset): void => {
    const migration = batch(() => recipe.applySetup(preset, { seed: 'take' }))
    announce(withMigration(`Preset applied: ${preset.name}.`, migration))
  }

  return {
    list: stored.list,
    notice: stored.notice,
    isOpen,
    suggestion,
    restore: stored.restore,
    open: () => {
      if (!stored.isRestored()) return
      stored.setNotice(stored.list.peek() === 'newer' ? { kind: 'wrong', text: newerVersion } : { kind: 'none' })
      isOpen.value = true
    },
    close: () => {
      isOpen.value = false
    },
    save: (name) =>
      stored.change(
        (presets) => addPresets(presets, [{ name: name.trim() || suggestion.peek(), ...setupOf(recipe) }]),
        (now) => done(`Saved as “${now.at(-1)?.name ?? ''}”.`),
      ),
    apply: (name) => {
      const preset = stored.presets().find((candidate) => candidate.name === name)
      if (preset === undefined) return
      apply(preset)
      isOpen.value = false
    },
    applyTile: apply,
    ...tiles,
    ...makeSwatches(
      ports,
      computed(() => tiles.tiles.value.map(({ preset }) => preset)),
    ),
    ...makeListActions(stored),
    ...makeFileActions(stored, ports),
  }
}

/** The part of the controls' state that a preset stores. */
function setupOf({ purpose, look, light, words, asTyped, model, values, seed, isSeedLocked }: PresetsPorts['recipe']): Setup {
  return {
    purpose: purpose.peek(),
    look: look.peek().id,
    light: light.peek().id,
    words: words.peek().trim(),
    modelId: model.peek().id,
    values: values.peek(),
    seed: isSeedLocked.peek() ? seed.peek() : null,
    ...(asTyped.peek() ? { asTyped: true } : {}),
  }
}

function makeListActions(stored: StoredPresets): Pick<PresetActions, 'rename' | 'move' | 'remove' | 'undo'> {
  return {
    rename: (from, to) => {
      const index = stored.presets().findIndex(({ name }) => name === from)
      const nameIn = (presets: readonly Preset[]): string => presets[index]?.name ?? from
      stored.change(
        (presets) => {
          const renamed = renamePreset(presets, from, to)
          return nameIn(renamed) === from ? presets : renamed
        },
        (now) => done(`Now called “${nameIn(now)}”.`),
      )
      return nameIn(stored.presets())
    },
    move: (name, by) => {
      const placeIn = (presets: readonly Preset[]): number => presets.findIndex((preset) => preset.name === name) + 1
      stored.change(
        (presets) => movePreset(presets, name, by),
        (now) => done(`“${name}” is ${placeIn(now)} of ${now.length}.`),
      )
    },
    remove: (name) => {
      const before = stored.presets()
      stored.change(
        (presets) => presets.filter((preset) => preset.name !== name),
        () => undoable(`“${name}” removed.`, before),
      )
    },
    undo: () => {
      const last = stored.notice.peek()
      if (last.kind === 'undoable') stored.replace(last.before, done('Undone.'))
    },
  }
}

function makeFileActions(
  stored: StoredPresets,
  { saveFile }: Pick<PresetsPorts, 'saveFile'>,
): Pick<PresetActions, 'exportAll' | 'importFile'> {
  const add = (found: FromFile): void => {
    if (found.kind === 'wrong') return stored.setNotice({ kind: 'wrong', text: found.sentence })
    const before = stored.presets()
    stored.change(
      (presets) => addPresets(presets, found.presets),
      () => undoable(`${quantity(found.presets.length, 'preset')} added.`, before),
    )
  }
  return {
    exportAll: () => {
      const presets = stored.presets()
      saveFile(fileName, toFile(presets))
      stored.setNotice(done(`Downloading ${quantity(presets.length, 'preset')} as ${fileName}.`))
    },
    // Never rejects: a problem with the file becomes the notice.
    importFile: (file) => void readPresetFile(file).then(add),
  }
}

async function readPresetFile(file: Blob): Promise<FromFile> {
  if (file.size > maxFileSize) return tooLarge
  try {
    return readFile(await file.text())
  } catch {
    return { kind: 'wrong', sentence: 'This file could not be read.' }
  }
}

function done(text: string): PresetNotice {
  return { kind: 'done', text }
}

function undoable(text: string, before: readonly Preset[]): PresetNotice {
  return { kind: 'undoable', text, before }
}
