// Scrims as weak as suffice, judged by the picture that they really give: rounding and neighbours are in it.

import { type Read, type SeenText, isShort } from '../../core/readability.ts'
import { type LaidScrim, placeScrims } from '../../core/scrim-place.ts'

export type Reads = ReadonlyMap<string, Read>

/** Tries are exports, and exports freeze the editor. The first is nearly always right. */
const mostTries = 6

const hundredths = (opacity: number): number => Math.round(opacity * 100)

const withOpacity = (scrim: LaidScrim, percent: number): LaidScrim => ({ ...scrim, opacity: Math.min(100, Math.max(0, percent)) / 100 })

const shortIn = (reads: Reads, { texts }: LaidScrim): readonly Read[] =>
  texts.flatMap((id) => {
    const read = reads.get(id)
    return read !== undefined && isShort(read) ? [read] : []
  })

const isHeld = (reads: Reads, scrim: LaidScrim): boolean => shortIn(reads, scrim).length === 0

const countShort = (reads: Reads): number => [...reads.values()].filter(isShort).length

/** By what is still missing under it, and by a hundredth at least. */
const raised = (scrim: LaidScrim, reads: Reads): LaidScrim => {
  const missing = shortIn(reads, scrim).map((read) => (read.scrim?.tone === scrim.tone ? read.scrim.opacity : 0))
  const together = 1 - (1 - scrim.opacity) * (1 - Math.max(0, ...missing))
  return withOpacity(scrim, Math.max(hundredths(scrim.opacity) + 1, Math.round(together * 100)))
}

type Tried = { readonly scrims: readonly LaidScrim[]; readonly reads: Reads }

/**
 * @param texts all over the result, and how they read without any scrim
 * @param look measures with these scrims
 * @returns scrims whose texts all reach what they need, each as weak as can be; none for a text that no scrim helps
 */
export const fitScrims = async (
  texts: readonly SeenText[],
  reads: Reads,
  look: (scrims: readonly LaidScrim[]) => Promise<Reads>,
): Promise<readonly LaidScrim[]> => {
  const wanted = new Map([...reads].flatMap(([id, { scrim }]) => (scrim === null ? [] : [[id, scrim] as const])))
  const attempt = async (scrims: readonly LaidScrim[]): Promise<Tried> => ({ scrims, reads: await look(scrims) })

  const strengthen = async (): Promise<Tried> => {
    let tried = await attempt(placeScrims(texts, wanted))
    for (let more = 1; more < mostTries; more++) {
      const { scrims, reads: now } = tried
      const next = scrims.map((scrim) => (isHeld(now, scrim) || scrim.opacity === 1 ? scrim : raised(scrim, now)))
      if (next.every((scrim, index) => scrim === scrims[index])) break
      tried = await attempt(next)
    }
    // What still cannot be read lies on something that is no picture, or between two grounds: darkening more would not help.
    const helpful = tried.scrims.filter((scrim) => isHeld(tried.reads, scrim))
    return helpful.length === tried.scrims.length ? tried : attempt(helpful)
  }

  const weaken = async (strong: Tried): Promise<Tried> => {
    let held = strong
    let loose = new Set(held.scrims.map((_, index) => index))
    for (let more = 0; more < mostTries && loose.size > 0; more++) {
      const lower = (which: ReadonlySet<number>): readonly LaidScrim[] =>
        held.scrims.map((scrim, index) => (which.has(index) ? withOpacity(scrim, hundredths(scrim.opacity) - 1) : scrim))
      const { reads: now } = await attempt(lower(loose))
      const still = new Set([...loose].filter((index) => isHeld(now, held.scrims[index] as LaidScrim)))
      if (still.size === 0) break
      const next = await attempt(lower(still))
      if (countShort(next.reads) > countShort(held.reads)) break
      held = next
      loose = still
    }
    return held
  }

  const weakest = await weaken(await strengthen())
  // A scrim may take from a neighbour what it gives to its own text: then none is better.
  return countShort(weakest.reads) < countShort(reads) ? weakest.scrims.filter(({ opacity }) => opacity > 0) : []
}
