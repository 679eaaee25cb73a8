// What is known about the texts of each result: the measurement, or its state.

import { type ReadonlySignal, signal } from '@preact/signals'
import { type UnreadableText, type Verdict, judge } from '../../core/readability/readability.ts'
import { type Mended, mendText, verdictText } from '../../core/readability/words.ts'
import { resultGoneText } from '../selection/words.ts'
import type { InspectedTexts } from './inspect-texts.ts'

export type Reading =
  | { readonly state: 'measuring' | 'no-texts' | 'failed' }
  | ({
      readonly state: 'measured'
      /** The number of scrims in the result, and the last change to its texts. */
      readonly laid: number
      readonly mended: Mended
      readonly doing: 'laying' | 'removing' | 'recolouring' | null
      /** Something was edited since the measurement. */
      readonly isOld: boolean
    } & Verdict)

/** By the id of the result. */
export type Readings = {
  readonly all: ReadonlySignal<ReadonlyMap<string, Reading>>
  find(nodeId: string): Reading | undefined
  /** Null forgets the result. */
  put(nodeId: string, reading: Reading | null): void
}

export function makeReadings(): Readings {
  const all = signal<ReadonlyMap<string, Reading>>(new Map())
  return {
    all,
    find: (nodeId) => all.peek().get(nodeId),
    put: (nodeId, reading) => {
      const next = new Map(all.peek())
      next.delete(nodeId)
      if (reading !== null) next.set(nodeId, reading)
      all.value = next
    },
  }
}

export type Measured = Extract<Reading, { state: 'measured' }>

export function sum<T>(some: readonly T[], of: (one: T) => number): number {
  return some.reduce((total, one) => total + of(one), 0)
}

/** One sentence for all pictures of a run. */
export function wholeOf(measured: readonly Measured[]): string {
  const [mended, ...others] = new Set(measured.map((one) => one.mended))
  return verdictText(
    {
      count: sum(measured, ({ count }) => count),
      unreadable: measured.flatMap(({ unreadable }) => unreadable),
      lowest: Math.min(...measured.map(({ lowest }) => lowest)),
    },
    sum(measured, ({ laid }) => laid),
    others.length === 0 ? (mended ?? null) : null,
  )
}

/** Null when the result is gone. */
export function readingOf(inspected: InspectedTexts | null, mended: Mended): Reading | null {
  if (inspected === null) return null
  const { texts, readings, laid } = inspected
  if (texts.length === 0) return { state: 'no-texts' }
  return { state: 'measured', laid, mended, doing: null, isOld: false, ...judge(texts, readings) }
}

/** Texts that scrims did not fix get no further offer of scrims. */
function withoutRemedy(text: UnreadableText): UnreadableText {
  return { ...text, remedy: 'none' }
}

export function readingAfterLaying(inspected: InspectedTexts | null): Reading | null {
  const reading = readingOf(inspected, 'laid')
  return reading?.state === 'measured' ? { ...reading, unreadable: reading.unreadable.map(withoutRemedy) } : reading
}

/** One sentence for one picture, or for several that were fixed by one press. */
export function readingText(readings: readonly (Reading | undefined)[]): string {
  const measured = readings.filter((one) => one?.state === 'measured')
  if (measured.length > 0) return wholeOf(measured)
  const [reading] = readings
  if (reading === undefined) return resultGoneText
  return reading.state === 'no-texts' ? 'No editable text is over this picture.' : mendText.failed
}
