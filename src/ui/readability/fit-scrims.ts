// Finds the weakest scrims that suffice, judged by the picture they really produce, which includes rounding and neighbouring scrims.

import { type LiveText, type TextReading, isBelowNeeded } from '../../core/readability/readability.ts'
import { type LaidScrim, overlap, placeScrims } from '../../core/readability/scrim-placement.ts'

/** By the id of the text. */
export type TextReadings = ReadonlyMap<string, TextReading>

/** Every try is an export, and exports freeze the editor. The first try is nearly always right. */
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

/** Whether all texts of a scrim are readable. */
function isReadable(scrim: LaidScrim, readings: TextReadings): boolean {
  return unreadableUnder(scrim, readings).length === 0
}

function countUnreadable(readings: TextReadings): number {
  return [...readings.values()].filter(isBelowNeeded).length
}

/** Raises the opacity by what its texts still lack, and by at least one hundredth. */
function raised(scrim: LaidScrim, readings: TextReadings): LaidScrim {
  const missing = unreadableUnder(scrim, readings).map((reading) => (reading.scrim?.tone === scrim.tone ? reading.scrim.opacity : 0))
  const composited = 1 - (1 - scrim.opacity) * (1 - Math.max(0, ...missing))
  return withOpacity(scrim, Math.max(hundredths(scrim.opacity) + 1, Math.round(composited * 100)))
}

/** Raises each scrim until its texts are readable. Scrims that never achieve this are left out. */
async function strengthen(scrims: readonly LaidScrim[], attempt: Attempt): Promise<Trial> {
  let trial = await attempt(scrims)
  for (let tries = 1; tries < mostTries; tries++) {
    const { scrims: before, readings } = trial
    const next = before.map((scrim) => (isReadable(scrim, readings) || scrim.opacity === 1 ? scrim : raised(scrim, readings)))
    if (next.every((scrim, index) => scrim === before[index])) break
    trial = await attempt(next)
  }
  // Text that is still unreadable lies on something other than the picture, or on both light and dark. A stronger scrim would not help.
  const helpful = trial.scrims.filter((scrim) => isReadable(scrim, trial.readings))
  return helpful.length === trial.scrims.length ? trial : attempt(helpful)
}

/** Indices of the scrims, greedily grouped so that no two scrims of a group overlap. */
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
 * Lowers all scrims of a group by one hundredth at once; they do not overlap, so their texts can be judged separately.
 * @returns the indices of the scrims whose texts, and those of overlapping scrims, stay readable; only these are lowered in the trial
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

/** Lowers each scrim as long as its texts stay readable. */
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
 * @param texts all texts over the result
 * @param readings how they read without any scrim
 * @param measure measures how they read with the given scrims
 * @returns scrims that make all their texts readable, each as weak as possible; none for a text that no scrim helps
 */
export async function fitScrims(
  texts: readonly LiveText[],
  readings: TextReadings,
  measure: (scrims: readonly LaidScrim[]) => Promise<TextReadings>,
): Promise<readonly LaidScrim[]> {
  const wanted = new Map([...readings].flatMap(([id, { scrim }]) => (scrim === null ? [] : [[id, scrim] as const])))
  const attempt: Attempt = async (scrims) => ({ scrims, readings: await measure(scrims) })
  const weakest = await weaken(await strengthen(placeScrims(texts, wanted), attempt), attempt)
  // A scrim may make a neighbouring text unreadable. Unless fewer texts are unreadable in total, no scrim is laid.
  return countUnreadable(weakest.readings) < countUnreadable(readings) ? weakest.scrims.filter(({ opacity }) => opacity > 0) : []
}
