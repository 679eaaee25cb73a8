// Actions that fix hard-to-read texts: lay the weakest sufficient scrims, remove scrims, recolour. Each measures the texts again.

import type { Time } from '../base/time.ts'
import { isBelowNeeded } from '../../core/readability/readability.ts'
import { notMendedText } from '../../core/readability/words.ts'
import { fitScrims } from './fit-scrims.ts'
import type { InspectTexts, InspectedTexts } from './inspect-texts.ts'
import { type Reading, type Readings, readingAfterLaying, readingOf, readingText } from './readings.ts'

/** The sandbox reports the plugin's own changes as an edit for about this long afterwards. */
const echoMs = 1500

type MendPorts = { readonly time: Pick<Time, 'now'>; announce(text: string): void }

export type Mend = {
  layScrims(nodeId: string): void
  removeScrims(nodeId: string): void
  recolour(nodeId: string): void
  /**
   * Recolours texts first, as this hides nothing of the picture, then lays scrims where the picture is both light and dark under a text.
   */
  fix(nodeId: string): void
  /** Whether an edit that is reported now may be the plugin's own. */
  isEcho(): boolean
}

/** Null when the result is gone. */
async function layWeakest({ inspect, inspectWith, layAndInspect }: InspectTexts, nodeId: string): Promise<InspectedTexts | null> {
  const plain = await inspectWith(nodeId, [])
  if (plain === null) return null
  if (![...plain.readings.values()].some(isBelowNeeded)) return inspect(nodeId)
  const scrims = await fitScrims(plain.texts, plain.readings, async (tried) => (await inspectWith(nodeId, tried))?.readings ?? new Map())
  return scrims.length === 0 ? inspect(nodeId) : layAndInspect(nodeId, scrims)
}

export function makeMend({ time, announce }: MendPorts, texts: InspectTexts, readings: Readings): Mend {
  let echoUntil = 0
  // The results fixed by one press, which may be all pictures of a run; they are announced together.
  let mended: string[] = []

  const mend = async (nodeId: string, doing: keyof typeof notMendedText, work: () => Promise<Reading | null>): Promise<void> => {
    const before = readings.find(nodeId)
    // Ignores a second press of the button.
    if (before?.state !== 'measured' || before.doing !== null) return
    readings.put(nodeId, { ...before, doing })
    announce('')
    try {
      const after = await work()
      echoUntil = time.now() + echoMs
      readings.put(nodeId, after)
      mended.push(nodeId)
      if ([...readings.all.peek().values()].some((one) => one.state === 'measured' && one.doing !== null)) return
      announce(readingText(mended.map(readings.find)))
      mended = []
    } catch {
      mended = []
      readings.put(nodeId, before)
      announce(notMendedText[doing])
    }
  }

  return {
    layScrims: (nodeId) => void mend(nodeId, 'laying', async () => readingAfterLaying(await layWeakest(texts, nodeId))),
    recolour: (nodeId) => void mend(nodeId, 'recolouring', async () => readingOf(await texts.recolourAndInspect(nodeId), 'recoloured')),
    fix: (nodeId) =>
      void mend(nodeId, 'laying', async () => {
        const recoloured = await texts.recolourAndInspect(nodeId)
        const isLeft = recoloured !== null && [...recoloured.readings.values()].some(isBelowNeeded)
        return isLeft ? readingAfterLaying(await layWeakest(texts, nodeId)) : readingOf(recoloured, 'recoloured')
      }),
    removeScrims: (nodeId) => void mend(nodeId, 'removing', async () => readingOf(await texts.layAndInspect(nodeId, []), 'removed')),
    isEcho: () => time.now() < echoUntil,
  }
}
