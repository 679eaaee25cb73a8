// Inspects the texts of a result: the sandbox draws what lies under them, the worker measures the contrast.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { Backdrop, Readability, ReadabilityApi, TextColor } from '../../core/readability/protocol.ts'
import { type LiveText, type TextReading, isBelowNeeded, textStyleOf } from '../../core/readability/readability.ts'
import type { LaidScrim } from '../../core/readability/scrim-placement.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { TextReadings } from './fit-scrims.ts'
import type { ReadabilityTools } from './worker.ts'
import { unending } from '../base/latest.ts'

export type InspectPorts = {
  readonly figma: Pick<RemoteApi<ReadabilityApi>, 'readability' | 'layScrims' | 'recolourTexts'>
  readonly tools: ReadabilityTools
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
}

/** Texts of unknown colour have no reading. */
export type InspectedTexts = Pick<Readability, 'texts' | 'laid'> & { readonly readings: TextReadings }

/** Texts of known colour, with their style on the picture. */
function measurableOf(texts: readonly LiveText[], { onPicture }: Backdrop) {
  return texts.flatMap((text) => (text.type === null ? [] : [{ id: text.id, style: textStyleOf(text.type, text, onPicture) }]))
}

async function measure(tools: ReadabilityTools, { texts, backdrop, laid }: Readability): Promise<InspectedTexts> {
  const readings = new Map<string, TextReading>()
  if (backdrop === null) return { texts, laid, readings }
  const measurable = measurableOf(texts, backdrop)
  if (measurable.length === 0) return { texts, laid, readings }
  const measured = await tools.measureTexts({ backdrop: backdrop.png, texts: measurable.map(({ style }) => style) }, unending())
  for (const [index, { id }] of measurable.entries()) {
    const reading = measured[index]
    if (reading !== undefined) readings.set(id, reading)
  }
  return { texts, laid, readings }
}

export type InspectTexts = {
  /** Null when the result is gone. */
  inspect(nodeId: string): Promise<InspectedTexts | null>
  /** Measures as if these scrims replaced the present ones, without laying them. Null when the result is gone. */
  inspectWith(nodeId: string, scrims: readonly LaidScrim[]): Promise<InspectedTexts | null>
  /** Replaces the present scrims with these. */
  layAndInspect(nodeId: string, scrims: readonly LaidScrim[]): Promise<InspectedTexts>
  /** Recolours texts that are hard to read, where another colour is better. Null when the result is gone. */
  recolourAndInspect(nodeId: string): Promise<InspectedTexts | null>
}

/** Better colours for the texts that are hard to read. */
async function colorsFor(tools: ReadabilityTools, found: Readability): Promise<readonly TextColor[]> {
  const { backdrop, texts } = found
  if (backdrop === null) return []
  const { readings } = await measure(tools, found)
  const hard = measurableOf(texts, backdrop).filter(({ id }) => {
    const reading = readings.get(id)
    return reading !== undefined && isBelowNeeded(reading)
  })
  if (hard.length === 0) return []
  const job = { backdrop: backdrop.png, texts: hard.map(({ style }) => style) }
  const colors = await tools.readableColors(job, unending())
  return hard.flatMap(({ id }, index) => {
    const color = colors[index] ?? null
    return color === null ? [] : [{ id, color }]
  })
}

export function makeInspectTexts({ figma, tools, exportLock }: InspectPorts): InspectTexts {
  const ask = async (nodeId: string, scrims: readonly LaidScrim[] | null): Promise<InspectedTexts | null> => {
    const found = await exportLock(() => figma.readability({ nodeId, scrims }))
    return found === null ? null : measure(tools, found)
  }
  return {
    inspect: (nodeId) => ask(nodeId, null),
    inspectWith: ask,
    recolourAndInspect: async (nodeId) => {
      const found = await exportLock(() => figma.readability({ nodeId, scrims: null }))
      if (found === null) return null
      const colors = await colorsFor(tools, found)
      return measure(tools, colors.length === 0 ? found : await exportLock(() => figma.recolourTexts({ nodeId, colors })))
    },
    layAndInspect: async (nodeId, scrims) => measure(tools, await exportLock(() => figma.layScrims({ nodeId, scrims }))),
  }
}
