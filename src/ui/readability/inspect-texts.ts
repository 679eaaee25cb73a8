// One look at the texts of a result: the sandbox draws what lies under them, the worker measures.

import type { Readability, ReadabilityApi } from '../../core/readability/protocol.ts'
import type { InTurn } from '../../core/base/in-turn.ts'
import { type TextReading, textStyleOf } from '../../core/readability/readability.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { LaidScrim } from '../../core/readability/scrim-placement.ts'
import type { ReadabilityTools } from './worker.ts'
import type { Reads } from './fit-scrims.ts'

export type InspectPorts = {
  readonly figma: Pick<RemoteApi<ReadabilityApi>, 'readability' | 'layScrims'>
  readonly tools: ReadabilityTools
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

export type InspectedTexts = Pick<Readability, 'texts' | 'laid'> & { readonly reads: Reads }

export function makeInspectTexts({ figma, tools, exportLock }: InspectPorts) {
  /** Texts without a colour have no read. */
  const measure = async ({ texts, backdrop, laid }: Readability): Promise<InspectedTexts> => {
    if (backdrop === null) return { texts, laid, reads: new Map() }
    const readable = texts.flatMap((text) =>
      text.type === null ? [] : [{ id: text.id, look: textStyleOf(text.type, text, backdrop.onPicture) }],
    )
    if (readable.length === 0) return { texts, laid, reads: new Map() }
    const measured = await tools.measureTexts(
      { backdrop: backdrop.png, texts: readable.map(({ look }) => look) },
      new AbortController().signal,
    )
    const reads = new Map<string, TextReading>()
    readable.forEach(({ id }, index) => {
      const read = measured[index]
      if (read !== undefined) reads.set(id, read)
    })
    return { texts, laid, reads }
  }

  return {
    /** With `scrims` in place of those that lie, where some are given; nothing where the result is gone. */
    look: async (nodeId: string, scrims: readonly LaidScrim[] | null): Promise<InspectedTexts | null> => {
      const found = await exportLock(() => figma.readability({ nodeId, scrims }))
      return found === null ? null : measure(found)
    },
    /** Lays them in place of those that lie. */
    lay: async (nodeId: string, scrims: readonly LaidScrim[]): Promise<InspectedTexts> =>
      measure(await exportLock(() => figma.layScrims({ nodeId, scrims }))),
  }
}
