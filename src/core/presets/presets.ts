// The user's own presets: purpose, look, light, words, model and its values under a name. They are stored, and can be shared as a file.

import { isRecord, readJson, readList, readRecord, readString } from '../base/read.ts'
import { cutText } from '../base/text.ts'
import { type Setup, readSetup } from '../recipe/setup.ts'

/** Names are unique within a list. */
export type Preset = Setup & { readonly name: string }

/** The stored form, and the form in a file. */
export type KeptPresets = {
  readonly version: 1
  readonly presets: readonly Preset[]
  /** Ids of supplied presets that the user removed; they do not come back. */
  readonly removed?: readonly string[]
}

export const maxPresets = 200
/** In bytes. */
export const maxFileSize = 1_000_000
const maxNameLength = 60

/** Parses stored presets. `newer` for those stored by a later version, which must be left as they are. */
export function readPresets(stored: unknown): readonly Preset[] | 'newer' {
  if (!isRecord(stored)) return []
  const { version = 1 } = stored
  if (typeof version === 'number' && version > 1) return 'newer'
  return version === 1 ? withNamesOfTheirOwn([], readList(stored.presets).flatMap(readPreset)) : []
}

/** Ids of supplied presets that were removed; ids unknown to this version are kept. */
export function readRemoved(stored: unknown): readonly string[] {
  return readList(readRecord(stored).removed).flatMap((id) => (typeof id === 'string' ? [id] : []))
}

function readPreset(stored: unknown): readonly Preset[] {
  const setup = readSetup(stored)
  return setup === null ? [] : [{ name: readName(readString(readRecord(stored).name)), ...setup }]
}

function readName(typed: string): string {
  return cutText(typed.trim().replace(/\s+/g, ' '), maxNameLength).trim() || 'Preset'
}

/** The name as typed, or with the first number appended that makes it unique. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let count = 2; taken.has(free); count += 1) free = `${cutText(name, maxNameLength - ` ${count}`.length).trim()} ${count}`
  return free
}

function namesOf(presets: readonly Preset[]): Set<string> {
  return new Set(presets.map(({ name }) => name))
}

function withNamesOfTheirOwn(presets: readonly Preset[], more: readonly Preset[]): readonly Preset[] {
  const taken = namesOf(presets)
  const added = more.map((preset) => {
    const name = freeName(preset.name, taken)
    taken.add(name)
    return { ...preset, name }
  })
  return [...presets, ...added]
}

/** Adds presets without overwriting any. */
export function addPresets(presets: readonly Preset[], more: readonly Preset[]): readonly Preset[] {
  return withNamesOfTheirOwn(
    presets,
    more.map((preset) => ({ ...preset, name: readName(preset.name) })),
  )
}

/** Renames a preset. An empty text leaves the name as it is. */
export function renamePreset(presets: readonly Preset[], from: string, typed: string): readonly Preset[] {
  const taken = namesOf(presets.filter(({ name }) => name !== from))
  return presets.map((preset) =>
    preset.name === from && typed.trim() !== '' ? { ...preset, name: freeName(readName(typed), taken) } : preset,
  )
}

/** Moves a preset up (-1) or down (1) by one place; at the end of the list nothing happens. */
export function movePreset(presets: readonly Preset[], name: string, by: -1 | 1): readonly Preset[] {
  const from = presets.findIndex((preset) => preset.name === name)
  const [moved, other] = [presets[from], presets[from + by]]
  if (moved === undefined || other === undefined) return presets
  return presets.map((preset) => (preset === moved ? other : preset === other ? moved : preset))
}

export function toFile(presets: readonly Preset[]): string {
  return `${JSON.stringify({ version: 1, presets } satisfies KeptPresets, null, 2)}\n`
}

function countOf(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0
}

/** Measures the size as UTF-8; each half of a surrogate pair takes two bytes. */
function isTooLarge(text: string): boolean {
  return text.length + countOf(text, /[\u0080-\uffff]/g) + countOf(text, /[\u0800-\ud7ff\ue000-\uffff]/g) > maxFileSize
}

/** Why these presets cannot be stored; null when they can. Whatever can be stored also fits into a file. */
export function noRoomFor(presets: readonly Preset[]): string | null {
  if (presets.length > maxPresets) return `There is room for ${maxPresets} presets. These would be ${presets.length}.`
  return isTooLarge(toFile(presets)) ? 'Together these presets are too large to keep.' : null
}

export type FromFile =
  | { readonly kind: 'presets'; readonly presets: readonly Preset[] }
  | { readonly kind: 'wrong'; readonly sentence: string }

function wrong(sentence: string): FromFile {
  return { kind: 'wrong', sentence }
}

export const tooLarge = wrong('This file is too large. Presets need less than 1 MB.')

/** Parses a file from the user: its presets, or a sentence on what is wrong with it. */
export function readFile(text: string): FromFile {
  if (isTooLarge(text)) return tooLarge
  const json = readJson(text)
  if (json === undefined) return wrong('This file holds no JSON. Choose one that Export made.')
  const presets = readPresets(json)
  if (presets === 'newer') return wrong('This file is from a newer version of Depth Restyle.')
  if (presets.length === 0) return wrong('There are no presets in this file.')
  if (presets.length > maxPresets) return wrong(`There are ${presets.length} presets in this file, and room for ${maxPresets}.`)
  return { kind: 'presets', presets }
}
