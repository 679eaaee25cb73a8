// The texts of a result, inspected once: the sandbox draws what lies under them, the worker measures.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { Readability, ReadabilityApi } from '../../core/readability/protocol.ts'
import { type TextReading, textStyleOf } from '../../core/readability/readability.ts'
import type { LaidScrim } from '../../core/readability/scrim-placement.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { TextReadings } from './fit-scrims.ts'
import type { ReadabilityTools } from './worker.ts'

export type InspectPorts = {
  readonly figma: Pick<RemoteApi<ReadabilityApi>, 'readability' | 'layScrims'>
  readonly tools: ReadabilityTools
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

/** Texts whose colours cannot be told have no reading. */
export type InspectedTexts = Pick<Readability, 'texts' | 'laid'> & { readonly readings: TextReadings }

async function measure(tools: ReadabilityTools, { texts, backdrop, laid }: Readability): Promise<InspectedTexts> {
  const readings = new Map<string, TextReading>()
  if (backdrop === null) return { texts, laid, readings }
  const measurable = texts.flatMap((text) =>
    text.type === null ? [] : [{ id: text.id, style: textStyleOf(text.type, text, backdrop.onPicture) }],
  )
  if (measurable.length === 0) return { texts, laid, readings }
  const measured = await tools.measureTexts(
    { backdrop: backdrop.png, texts: measurable.map(({ style }) => style) },
    new AbortController().signal,
  )
  for (const [index, { id }] of measurable.entries()) {
    const reading = measured[index]
    if (reading !== undefined) readings.set(id, reading)
  }
  return { texts, laid, readings }
}

export type InspectTexts = {
  /** Null when the result is gone. */
  inspect(nodeId: string): Promise<InspectedTexts | null>
  /** With these scrims in place of those that lie; nothing is laid. Null when the result is gone. */
  inspectWith(nodeId: string, scrims: readonly LaidScrim[]): Promise<InspectedTexts | null>
  /** Lays these in place of those that lie. */
  layAndInspect(nodeId: string, scrims: readonly LaidScrim[]): Promise<InspectedTexts>
}

export function makeInspectTexts({ figma, tools, exportLock }: InspectPorts): InspectTexts {
  const ask = async (nodeId: string, scrims: readonly LaidScrim[] | null): Promise<InspectedTexts | null> => {
    const found = await exportLock(() => figma.readability({ nodeId, scrims }))
    return found === null ? null : measure(tools, found)
  }
  return {
    inspect: (nodeId) => ask(nodeId, null),
    inspectWith: ask,
    layAndInspect: async (nodeId, scrims) => measure(tools, await exportLock(() => figma.layScrims({ nodeId, scrims }))),
  }
}
