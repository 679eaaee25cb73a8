// Remembers recent exports by number: an unchanged source is not exported twice, and a task is placed where its source lay when it was exported.

import type { Exported, SourceRequest } from '../../core/control-image/protocol.ts'
import { PluginError, fail, goneSource } from '../../core/failure/failure.ts'
import { type Whole, withNamed } from '../../core/live/live.ts'
import type { Size } from '../../core/base/geometry.ts'
import type { Plan } from '../../core/picture/registration.ts'
import { isSameBytes } from '../../core/picture/same-bytes.ts'
import { type LiveChoice, nothingLive } from '../../core/recipe/live-choice.ts'
import type { Place } from '../../core/selection/place.ts'
import { subjectKey } from '../../core/selection/subject.ts'
import type { Figma } from '../base/figma.ts'
import { tryCopies } from '../live/export-layers.ts'
import { type LayerSplit, copiedLayers, splitToSend, wholeSplit } from '../live/layer-split.ts'
import { NotLiftable } from '../live/whole.ts'
import type { Drawing } from '../live/drawing.ts'
import type { Offscreen } from '../live/offscreen.ts'
import { type FoundSubject, findSubject, whyUnfit } from '../selection/find-subject.ts'
import { type ExportedSource, drawsCopies, exportSource } from './export-source.ts'

/** What is kept of an export. */
export type ExportRecord = {
  readonly plan: Plan
  /** Where the source lay when it was exported. */
  readonly place: Place
  /** What stayed live, including layers that stay live by their name. */
  readonly live: LiveChoice
}

type Entry = ExportRecord & {
  /** Equal for requests that give the same picture of an unchanged source. */
  readonly requestKey: string
  readonly layerIds: readonly string[]
  readonly whole: Whole | null
}

/** An entry holds only numbers and positions, so many can be kept: enough for a long series of exports. */
const maxEntries = 1000

export type Exports = {
  /** Throws `unfit-source`, `export-failed`. */
  export(request: SourceRequest): Promise<Exported>
  /** Called after an edit. Pictures of layers for which `isIn` holds are outdated. */
  edited(isIn: (layerId: string) => boolean): void
  /** Null when the export was never made, or is no longer kept. */
  find(id: number): ExportRecord | null
  /** The picture of a source that was exported in one piece; null for scenes, for depth maps, and for all but the last few exports. */
  pictureOf(id: number): ExportedPicture | null
}

/** `size` in px. */
type ExportedPicture = { readonly png: Uint8Array; readonly size: Size }

/** Pictures take megabytes, so only a few are kept. */
const maxPictures = 3

function requestKey({ subject, live, rules, view }: SourceRequest, { box, place }: FoundSubject): string {
  return `${subjectKey(subject)} ${JSON.stringify([live, rules, view, box, place.pose])}`
}

type ExportsContext = {
  readonly figma: Figma
  readonly offscreen: Offscreen
  readonly drawing: Pick<Drawing, 'drawInTurn'>
  /** Whether edits are reported; if not, every picture is exported again. */
  isWatched(): boolean
}

export function makeExports({ figma, offscreen, drawing, isWatched }: ExportsContext): Exports {
  const entries = new Map<number, Entry>()
  const staleIds = new Set<number>()
  const pictures = new Map<number, ExportedPicture>()
  let lastId = 0

  const remember = (id: number, entry: Entry): void => {
    entries.set(id, entry)
    entries.delete(id - maxEntries)
    staleIds.delete(id - maxEntries)
  }

  /** The entry of an export that is still up to date. */
  const findTrue = (id: number | null, key: string, found: FoundSubject): Entry | null => {
    const entry = id === null ? undefined : entries.get(id)
    if (id === null || entry?.requestKey !== key || staleIds.has(id)) return null
    return isWatched() && whyUnfit(found) === null ? entry : null
  }

  const exportNew = async (request: SourceRequest, found: FoundSubject, key: string): Promise<Omit<Exported, 'source'>> => {
    lastId += 1
    const id = lastId
    const { subject, live, rules, view } = request
    const { box, place } = found
    const entry: Entry = {
      requestKey: key,
      layerIds: found.layers.map((layer) => layer.id),
      plan: { sent: box, content: box },
      place,
      live,
      whole: null,
    }
    // Registered before the export starts, because an edit made while Figma draws may or may not be in the picture, and must mark it as outdated.
    remember(id, entry)
    const draw = (one: LayerSplit): Promise<ExportedSource> => {
      const copied = one.whole === null ? copiedLayers(one, live) : []
      const work = async (): Promise<ExportedSource> => {
        // A split source is copied for its export anyway. Others are copied here as a test: a copy that fails would otherwise be noticed only after
        // the picture is paid for.
        if (!drawsCopies(one)) await tryCopies({ figma, offscreen }, copied)
        return exportSource(figma, offscreen, one, rules, view)
      }
      // Only drawings of copies wait for their turn: a source that Figma cannot draw must not hold up a paid picture.
      return view !== undefined || copied.length > 0 ? drawing.drawInTurn(work) : work()
    }
    const split = splitToSend(found, subject, live)
    const { picture, whole } = await draw(split).then(
      (picture) => ({ picture, whole: null }),
      async (thrown: unknown) => {
        if (!(thrown instanceof NotLiftable)) throw thrown
        // A view needs a changed copy, so there is nothing to fall back to.
        if (view !== undefined) return fail('export-failed', thrown.message)
        return { picture: await draw(wholeSplit(split, thrown.whole)), whole: thrown.whole }
      },
    )
    const [only, ...more] = picture.pieces
    if (only !== undefined && more.length === 0 && (view === undefined || view === 'own'))
      pictures.set(id, { png: only.png, size: only.box })
    for (const old of [...pictures.keys()].slice(0, -maxPictures)) pictures.delete(old)
    remember(id, { ...entry, plan: picture.plan, live: whole === null ? withNamed(split.live, split.facts) : nothingLive, whole })
    const isLive = whole === null && split.facts.liveCount > 0
    return { id, isSame: false, isLive, stuck: whole === null ? split.stuck : [], pieces: picture.pieces, plan: picture.plan, whole }
  }

  /** Whether a new export equals an earlier picture of the same request byte for byte. Only sources exported in one piece can be compared. */
  const isSameAs = (known: number, { id, isLive, stuck }: Omit<Exported, 'source'>): boolean => {
    const [before, now] = [entries.get(known), entries.get(id)].map((entry) =>
      JSON.stringify([entry?.requestKey, entry?.plan, entry?.whole]),
    )
    const [old, drawn] = [pictures.get(known), pictures.get(id)]
    return before === now && !isLive && stuck.length === 0 && !!old && !!drawn && isSameBytes(old.png, drawn.png)
  }

  return {
    find: (id) => entries.get(id) ?? null,
    pictureOf: (id) => pictures.get(id) ?? null,
    edited: (isIn) => {
      for (const [id, { layerIds }] of entries) if (layerIds.some(isIn)) staleIds.add(id)
    },
    export: async (request) => {
      const found = await findSubject(figma, request.subject)
      if (found === null) throw new PluginError(goneSource())
      const { name, box } = found
      const source = { name, width: box.width, height: box.height }
      const { isAnew = false, known } = request
      const key = requestKey(request, found)
      const entry = isAnew ? null : findTrue(known, key, found)
      if (known !== null && entry !== null)
        return { id: known, isSame: true, isLive: false, stuck: [], pieces: [], plan: entry.plan, whole: entry.whole, source }
      const made = await exportNew(request, found, key)
      return { ...made, ...(isAnew && known !== null && isSameAs(known, made) ? { isSame: true, pieces: [] } : {}), source }
    },
  }
}
