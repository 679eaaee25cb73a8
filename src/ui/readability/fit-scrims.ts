// Scrims as weak as suffice, judged by the picture that they really give: rounding and neighbours are in it.

import { type TextReading, type SeenText, isBelowNeeded } from '../../core/readability/readability.ts'
import { type LaidScrim, overlap, placeScrims } from '../../core/readability/scrim-placement.ts'

export type Reads = ReadonlyMap<string, TextReading>

/** Tries are exports, and exports freeze the editor. The first is nearly always right. */
const mostTries = 6

function hundredths(opacity: number): number {
  return Math.round(opacity * 100)
}

function withOpacity(scrim: LaidScrim, percent: number): LaidScrim {
  return { ...scrim, opacity: Math.min(100, Math.max(0, percent)) / 100 }
}

function shortIn(reads: Reads, { texts }: LaidScrim): readonly TextReading[] {
  return texts.flatMap((id) => {
    const read = reads.get(id)
    return read !== undefined && isBelowNeeded(read) ? [read] : []
  })
}

function isHeld(reads: Reads, scrim: LaidScrim): boolean {
  return shortIn(reads, scrim).length === 0
}

function countShort(reads: Reads): number {
  return [...reads.values()].filter(isBelowNeeded).length
}

/** By what is still missing under it, and by a hundredth at least. */
function raised(scrim: LaidScrim, reads: Reads): LaidScrim {
  const missing = shortIn(reads, scrim).map((read) => (read.scrim?.tone === scrim.tone ? read.scrim.opacity : 0))
  const together = 1 - (1 - scrim.opacity) * (1 - Math.max(0, ...missing))
  return withOpacity(scrim, Math.max(hundredths(scrim.opacity) + 1, Math.round(together * 100)))
}

/** Indices in as few classes as come easily, so that those of a class are apart. */
function apart(scrims: readonly LaidScrim[]): readonly (readonly number[])[] {
  const classes: number[][] = []
  scrims.forEach((scrim, index) => {
    const home = classes.find((some) => some.every((other) => !overlap(scrim, scrims[other] as LaidScrim)))
    if (home === undefined) classes.push([index])
    else home.push(index)
  })
  return classes
}

type Tried = { readonly scrims: readonly LaidScrim[]; readonly reads: Reads }

/**
 * @param texts all over the result, and how they read without any scrim
 * @param look measures with these scrims
 * @returns scrims whose texts all reach what they need, each as weak as can be; none for a text that no scrim helps
 */
export async function fitScrims(
  texts: readonly SeenText[],
  reads: Reads,
  look: (scrims: readonly LaidScrim[]) => Promise<Reads>,
): Promise<readonly LaidScrim[]> {
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

  /** Those of one class do not reach each other: what becomes of one says nothing about the next, and all are tried at once. */
  const weaken = async (strong: Tried): Promise<Tried> => {
    let held = strong
    const classes = apart(strong.scrims)
    let loose = new Set(strong.scrims.keys())
    for (let more = 0; more < mostTries && loose.size > 0; more++) {
      const lowered = new Set<number>()
      for (const some of classes) {
        const tried = some.filter((index) => loose.has(index))
        if (tried.length === 0) continue
        const { scrims } = held
        const lower = (which: readonly number[]): readonly LaidScrim[] =>
          scrims.map((scrim, index) => (which.includes(index) ? withOpacity(scrim, hundredths(scrim.opacity) - 1) : scrim))
        const { reads: now } = await attempt(lower(tried))
        const isFine = (index: number): boolean => {
          const scrim = scrims[index]
          return scrim !== undefined && scrims.every((other) => !overlap(scrim, other) || isHeld(now, other))
        }
        const fine = tried.filter(isFine)
        held = { scrims: lower(fine), reads: fine.length === tried.length ? now : held.reads }
        for (const index of fine) lowered.add(index)
      }
      loose = lowered
    }
    return held
  }

  const weakest = await weaken(await strengthen())
  // A scrim may take from a neighbour what it gives to its own text: then none is better.
  return countShort(weakest.reads) < countShort(reads) ? weakest.scrims.filter(({ opacity }) => opacity > 0) : []
}
