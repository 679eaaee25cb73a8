// One look at the texts of a result: the sandbox draws what lies under them, the worker measures.

import type { Readability, SandboxApi } from '../../core/protocol.ts'
import { type Read, lookOf } from '../../core/readability/readability.ts'
import type { Remote } from '../../core/wire/rpc.ts'
import type { LaidScrim } from '../../core/readability/scrim-placement.ts'
import type { Tools } from '../worker.ts'
import type { Reads } from './fit-scrims.ts'

export type LookPorts = {
  readonly figma: Pick<Remote<SandboxApi>, 'readability' | 'layScrims'>
  readonly tools: Pick<Tools, 'measure'>
  /** One export at a time, whoever wants it. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

export type Looked = Pick<Readability, 'texts' | 'laid'> & { readonly reads: Reads }

export function makeLooking({ figma, tools, inTurn }: LookPorts) {
  /** Texts without a colour have no read. */
  const measure = async ({ bytes, texts, onPicture, laid }: Readability): Promise<Looked> => {
    const readable = texts.flatMap((text) => (text.type === null ? [] : [{ id: text.id, look: lookOf(text.type, text, onPicture) }]))
    if (readable.length === 0) return { texts, laid, reads: new Map() }
    const measured = await tools.measure({ backdrop: bytes, texts: readable.map(({ look }) => look) }, new AbortController().signal)
    const reads = new Map<string, Read>()
    readable.forEach(({ id }, index) => {
      const read = measured[index]
      if (read !== undefined) reads.set(id, read)
    })
    return { texts, laid, reads }
  }

  return {
    /** With `scrims` in place of those that lie, where some are given; nothing where the result is gone. */
    look: async (nodeId: string, scrims: readonly LaidScrim[] | null): Promise<Looked | null> => {
      const found = await inTurn(() => figma.readability({ nodeId, scrims }))
      return found === null ? null : measure(found)
    },
    /** Lays them in place of those that lie. */
    lay: async (nodeId: string, scrims: readonly LaidScrim[]): Promise<Looked> =>
      measure(await inTurn(() => figma.layScrims({ nodeId, scrims }))),
  }
}
