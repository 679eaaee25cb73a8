// Scrims as weak as suffice, judged by the picture that they really give: rounding and neighbours are in it.

import { type LiveText, type TextReading, isBelowNeeded } from '../../core/readability/readability.ts'
import { type LaidScrim, overlap, placeScrims } from '../../core/readability/scrim-placement.ts'

/** By the id of the text. */
export type TextReadings = ReadonlyMap<string, TextReading>

/** Tries are exports, and exports freeze the editor. The first is nearly always right. */
const mostTries = 6

/** Scrims, and how the texts read with them. */
type Trial = { readonly scrims: readonly LaidScrim[]; readonly readings: TextReadings }

type Attempt = (scrims: readonly LaidScrim[]) => Promise<Trial>

function hundredths(opacity: number): number {
  return Math.round(opacity * 100)
}

function withOpacity(scrim: LaidScrim, percent: number): LaidScrim {
  return { ...scrim, opacity: Math.min(100, Math.max(0, percent)) / 100 }
}

function unreadableUnder({ texts }: LaidScrim, readings: TextReadings): readonly TextReading[] {
  return texts.flatMap((id) => {
    const reading = readings.get(id)
    return reading !== undefined && isBelowNeeded(reading) ? [reading] : []
  })
}

/** Whether all texts of a scrim can be read. */
function isReadable(scrim: LaidScrim, readings: TextReadings): boolean {
  return unreadableUnder(scrim, readings).length === 0
}

function countUnreadable(readings: TextReadings): number {
  return [...readings.values()].filter(isBelowNeeded).length
}

/** By what is still missing under it, and by a hundredth at least. */
function raised(scrim: LaidScrim, readings: TextReadings): LaidScrim {
  const missing = unreadableUnder(scrim, readings).map((reading) => (reading.scrim?.tone === scrim.tone ? reading.scrim.opacity : 0))
  const composited = 1 - (1 - scrim.opacity) * (1 - Math.max(0, ...missing))
  return withOpacity(scrim, Math.max(hundredths(scrim.opacity) + 1, Math.round(composited * 100)))
}

/** Raises each scrim until its texts can be read. Scrims that do not get there are left out. */
async function strengthen(scrims: readonly LaidScrim[], attempt: Attempt): Promise<Trial> {
  let trial = await attempt(scrims)
  for (let tries = 1; tries < mostTries; tries++) {
    const { scrims: before, readings } = trial
    const next = before.map((scrim) => (isReadable(scrim, readings) || scrim.opacity === 1 ? scrim : raised(scrim, readings)))
    if (next.every((scrim, index) => scrim === before[index])) break
    trial = await attempt(next)
  }
  // A text that still cannot be read lies on something that is no picture, or on light and dark at once: more would not help.
  const helpful = trial.scrims.filter((scrim) => isReadable(scrim, trial.readings))
  return helpful.length === trial.scrims.length ? trial : attempt(helpful)
}

/** Indices of the scrims, in as few groups as come easily, so that the scrims of a group do not reach each other. */
function independentGroups(scrims: readonly LaidScrim[]): readonly (readonly number[])[] {
  const groups: { readonly index: number; readonly scrim: LaidScrim }[][] = []
  for (const [index, scrim] of scrims.entries()) {
    const group = groups.find((members) => members.every((other) => !overlap(scrim, other.scrim)))
    if (group === undefined) groups.push([{ index, scrim }])
    else group.push({ index, scrim })
  }
  return groups.map((members) => members.map(({ index }) => index))
}

/**
 * Lowers scrims of one group by a hundredth, all at once: what becomes of the texts of one says nothing about the others.
 * @returns the indices of those whose texts, and those of the scrims around them, can still be read; only these are lower in the trial
 */
async function tryLower(
  group: readonly number[],
  before: Trial,
  attempt: Attempt,
): Promise<{ readonly trial: Trial; readonly lowered: readonly number[] }> {
  if (group.length === 0) return { trial: before, lowered: [] }
  const { scrims } = before
  const lower = (indices: readonly number[]): readonly LaidScrim[] =>
    scrims.map((scrim, index) => (indices.includes(index) ? withOpacity(scrim, hundredths(scrim.opacity) - 1) : scrim))
  const { readings } = await attempt(lower(group))
  const lowered = group.filter((index) => {
    const scrim = scrims[index]
    return scrim !== undefined && scrims.every((other) => !overlap(scrim, other) || isReadable(other, readings))
  })
  const isWhole = lowered.length === group.length
  return { lowered, trial: { scrims: lower(lowered), readings: isWhole ? readings : before.readings } }
}

/** Lowers each scrim as long as its texts can be read. */
async function weaken(strong: Trial, attempt: Attempt): Promise<Trial> {
  const groups = independentGroups(strong.scrims)
  let trial = strong
  let canStillLower: ReadonlySet<number> = new Set(strong.scrims.keys())
  for (let tries = 0; tries < mostTries && canStillLower.size > 0; tries++) {
    const loweredNow = new Set<number>()
    for (const group of groups) {
      const outcome = await tryLower(
        group.filter((index) => canStillLower.has(index)),
        trial,
        attempt,
      )
      trial = outcome.trial
      for (const index of outcome.lowered) loweredNow.add(index)
    }
    canStillLower = loweredNow
  }
  return trial
}

/**
 * @param texts all over the result, and how they read without any scrim
 * @param measure how they read with these scrims
 * @returns scrims whose texts all reach what they need, each as weak as can be; none for a text that no scrim helps
 */
export async function fitScrims(
  texts: readonly LiveText[],
  readings: TextReadings,
  measure: (scrims: readonly LaidScrim[]) => Promise<TextReadings>,
): Promise<readonly LaidScrim[]> {
  const wanted = new Map([...readings].flatMap(([id, { scrim }]) => (scrim === null ? [] : [[id, scrim] as const])))
  const attempt: Attempt = async (scrims) => ({ scrims, readings: await measure(scrims) })
  const weakest = await weaken(await strengthen(placeScrims(texts, wanted), attempt), attempt)
  // A scrim may take from a neighbour what it gives to its own text: then none is better.
  return countUnreadable(weakest.readings) < countUnreadable(readings) ? weakest.scrims.filter(({ opacity }) => opacity > 0) : []
}
