// Whether the live texts of a result are readable: measured once its picture is there, and again after every fix.

import { type ReadonlySignal, computed, effect } from '@preact/signals'
import type { Job } from '../../core/job/job.ts'
import { autoMeasureLimit } from '../../core/readability/readability.ts'
import { hasChoice } from '../../core/recipe/live-choice.ts'
import type { Recipe } from '../../core/recipe/recipe.ts'
import type { Selection } from '../../core/selection/protocol.ts'
import { unending } from '../base/latest.ts'
import type { Time } from '../base/time.ts'
import { type InspectPorts, type InspectTexts, makeInspectTexts } from './inspect-texts.ts'
import { type Mend, makeMend } from './mend.ts'
import { type Reading, type Readings, makeReadings, readingOf, readingText } from './readings.ts'

export type ReadabilityPart = Omit<Mend, 'isEcho'> & {
  /** By the id of the result. */
  readonly readings: ReadonlySignal<ReadonlyMap<string, Reading>>
  /** The measured result that is selected or contains the selected layer; null otherwise. */
  readonly about: ReadonlySignal<string | null>
  measure(nodeId: string): void
  /** Called when something in this layer was edited. */
  edited(nodeId: string): void
}

export type ReadabilityPorts = InspectPorts & {
  readonly time: Pick<Time, 'now' | 'delay'>
  readonly jobs: ReadonlySignal<readonly Job[]>
  /** The recipe of a job's picture; null if it is not known. */
  madeOf(key: string): Pick<Recipe, 'live'> | null
  readonly selection: ReadonlySignal<Selection>
  announce(text: string): void
}

/** How long nothing may be edited before a result is measured again, in ms. */
const restMs = 500

/** `isQuiet`: no texts were chosen to stay live, so nothing is shown unless some are found. */
type Measure = (nodeId: string, isQuiet?: boolean) => Promise<void>

/** Never rejects. */
function makeMeasure({ inspect }: InspectTexts, readings: Readings): Measure {
  return async (nodeId, isQuiet = false) => {
    if (!isQuiet && readings.find(nodeId)?.state !== 'measured') readings.put(nodeId, { state: 'measuring' })
    const reading = await inspect(nodeId).then(
      (inspected) => readingOf(inspected, null),
      (): Reading | null => (isQuiet ? null : { state: 'failed' }),
    )
    const now = readings.find(nodeId)
    // A fix that began meanwhile measures the texts itself.
    if (now?.state !== 'measured' || now.doing === null) readings.put(nodeId, reading)
  }
}

/** Measures finished jobs one at a time; of many that finish at once only the latest. */
function measureFinishedJobs({ jobs, madeOf }: ReadabilityPorts, readings: Readings, measure: Measure): void {
  const waiting: (readonly [nodeId: string, isQuiet: boolean])[] = []
  const known = new Set<string>()
  let isMeasuring = false

  const measureWaiting = async (): Promise<void> => {
    if (isMeasuring) return
    isMeasuring = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await measure(...next)
    isMeasuring = false
  }

  effect(() => {
    // The list is newest first. Reversed, so that the oldest are left out.
    for (const job of [...jobs.value].reverse()) {
      if (job.phase !== 'done' || known.has(job.key)) continue
      known.add(job.key)
      const made = madeOf(job.key)
      if (readings.find(job.nodeId) === undefined) waiting.push([job.nodeId, made !== null && !hasChoice(made.live)])
    }
    waiting.splice(0, waiting.length - autoMeasureLimit)
    void measureWaiting()
  })
}

export function makeReadability(ports: ReadabilityPorts): ReadabilityPart {
  const { selection, announce } = ports
  const readings = makeReadings()
  const texts = makeInspectTexts(ports)
  const measure = makeMeasure(texts, readings)
  const { isEcho, ...mending } = makeMend(ports, texts, readings)
  measureFinishedJobs(ports, readings, measure)

  const about = computed(() => {
    const { value: selected } = selection
    if (selected.kind !== 'one') return null
    const { id, ancestors } = selected.source
    return [id, ...ancestors.map((ancestor) => ancestor.id)].find((one) => readings.all.value.has(one)) ?? null
  })

  return {
    readings: readings.all,
    about,
    measure: (nodeId) => void measure(nodeId).then(() => announce(readingText([readings.find(nodeId)]))),
    ...mending,
    edited: (layerId) => {
      const nodeId = readings.find(layerId) === undefined ? about.peek() : layerId
      const reading = nodeId === null ? undefined : readings.find(nodeId)
      if (nodeId === null || reading?.state !== 'measured' || reading.doing !== null || isEcho()) return
      const old = { ...reading, isOld: true }
      readings.put(nodeId, old)
      // The first edit after a fix is most often its undo. Later ones are measured on request, because a person may be typing.
      if (reading.mended === null) return
      void ports.time.delay(restMs, unending()).then(() => {
        if (readings.find(nodeId) === old) void measure(nodeId)
      })
    },
  }
}
