// Whether the live texts of a result can be read: measured once its picture is there, mended by scrims, measured again.

import { type ReadonlySignal, computed, effect, signal } from '@preact/signals'
import type { Job } from '../../core/job/job.ts'
import type { Selection } from '../../core/selection/protocol.ts'
import { type Mended, verdictText } from '../../core/readability/words.ts'
import { type UnreadableText, type Verdict, judge, autoMeasureLimit } from '../../core/readability/readability.ts'
import { goneWords } from '../selection/words.ts'
import { fitScrims } from './fit-scrims.ts'
import type { Time } from '../base/time.ts'
import { type InspectPorts, type InspectedTexts, makeInspectTexts } from './inspect-texts.ts'

/** What the plugin itself has laid is told as an edit a moment later. */
const echoMs = 1500

export type Reading =
  | { readonly state: 'measuring' | 'no-texts' | 'failed' }
  | ({
      readonly state: 'measured'
      /** How many scrims lie in the result, and what was done to them last. */
      readonly laid: number
      readonly mended: Mended
      readonly doing: 'laying' | 'removing' | null
      /** Something was edited since. */
      readonly isOld: boolean
    } & Verdict)

export type ReadabilityPart = {
  /** By the id of the result. */
  readonly readings: ReadonlySignal<ReadonlyMap<string, Reading>>
  /** A measured result: the one that is selected, or that the selected layer lies in. */
  readonly about: ReadonlySignal<string | null>
  measure(nodeId: string): void
  layScrims(nodeId: string): void
  removeScrims(nodeId: string): void
  /** Something in the selected layer was edited. */
  edited(): void
}

export type ReadabilityPorts = InspectPorts & {
  readonly time: Pick<Time, 'now'>
  readonly jobs: ReadonlySignal<readonly Job[]>
  readonly selection: ReadonlySignal<Selection>
  announce(text: string): void
}

function wordsOf(reading: Reading | undefined): string {
  if (reading === undefined) return goneWords
  if (reading.state === 'measured') return verdictText(reading, reading.laid, reading.mended)
  return reading.state === 'no-texts' ? 'No live text lies over this picture.' : 'The text could not be measured.'
}

/** What scrims did not mend, others will not. */
function afterLaying(text: UnreadableText): UnreadableText {
  return { ...text, remedy: 'none' }
}

function asReading(mended: Mended, judged = (text: UnreadableText): UnreadableText => text) {
  return (looked: InspectedTexts | null): Reading | null => {
    if (looked === null) return null
    const { texts, reads, laid } = looked
    if (texts.length === 0) return { state: 'no-texts' }
    const verdict = judge(texts, reads)
    return { state: 'measured', laid, mended, doing: null, isOld: false, ...verdict, hard: verdict.hard.map(judged) }
  }
}

export function makeReadability({ time, jobs, selection, announce: say, ...ports }: ReadabilityPorts): ReadabilityPart {
  const readings = signal<ReadonlyMap<string, Reading>>(new Map())
  const { look, lay } = makeInspectTexts(ports)
  const waiting: string[] = []
  let isMeasuring = false
  let quietUntil = 0

  const about = computed(() => {
    const { value: selected } = selection
    if (selected.kind !== 'one') return null
    const { id, ancestors: within } = selected.source
    return [id, ...within.map((around) => around.id)].find((one) => readings.value.has(one)) ?? null
  })

  const put = (nodeId: string, reading: Reading | null): void => {
    const next = new Map(readings.peek())
    next.delete(nodeId)
    if (reading !== null) next.set(nodeId, reading)
    readings.value = next
  }

  const measure = async (nodeId: string): Promise<void> => {
    if (readings.peek().get(nodeId)?.state !== 'measured') put(nodeId, { state: 'measuring' })
    put(nodeId, await look(nodeId, null).then(asReading(null), (): Reading => ({ state: 'failed' })))
  }

  /** One after the other, those that were ordered last among the many. */
  const measureWaiting = async (): Promise<void> => {
    if (isMeasuring) return
    isMeasuring = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await measure(next)
    isMeasuring = false
  }

  const known = new Set<string>()
  effect(() => {
    // The newest is the first of the list, and the last to be let go.
    for (const job of [...jobs.value].reverse()) {
      if (job.phase !== 'done' || known.has(job.key)) continue
      known.add(job.key)
      if (!readings.peek().has(job.nodeId)) waiting.push(job.nodeId)
    }
    waiting.splice(0, waiting.length - autoMeasureLimit)
    void measureWaiting()
  })

  /** As weak as suffices; nothing where the result is gone. */
  const layWeakest = async (nodeId: string): Promise<InspectedTexts | null> => {
    const plain = await look(nodeId, [])
    if (plain === null) return null
    const scrims = await fitScrims(plain.texts, plain.reads, async (tried) => (await look(nodeId, tried))?.reads ?? new Map())
    return scrims.length === 0 ? look(nodeId, null) : lay(nodeId, scrims)
  }

  const mend = async (nodeId: string, doing: 'laying' | 'removing', work: () => Promise<Reading | null>): Promise<void> => {
    const before = readings.peek().get(nodeId)
    // A button pressed twice.
    if (before?.state !== 'measured' || before.doing !== null) return
    put(nodeId, { ...before, doing })
    say('')
    try {
      const after = await work()
      quietUntil = time.now() + echoMs
      put(nodeId, after)
      tell(nodeId)
    } catch {
      put(nodeId, before)
      say(doing === 'laying' ? 'The scrims could not be laid.' : 'The scrims could not be removed.')
    }
  }

  const tell = (nodeId: string): void => say(wordsOf(readings.peek().get(nodeId)))

  return {
    readings,
    about,
    measure: (nodeId) => void measure(nodeId).then(() => tell(nodeId)),
    layScrims: (nodeId) => void mend(nodeId, 'laying', async () => asReading('laid', afterLaying)(await layWeakest(nodeId))),
    removeScrims: (nodeId) => void mend(nodeId, 'removing', async () => asReading('removed')(await lay(nodeId, []))),
    edited: () => {
      const nodeId = about.peek()
      const reading = nodeId === null ? undefined : readings.peek().get(nodeId)
      if (nodeId === null || reading?.state !== 'measured' || reading.doing !== null || time.now() < quietUntil) return
      put(nodeId, { ...reading, isOld: true })
    },
  }
}
