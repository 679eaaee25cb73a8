// Bytes that a person saved and brought back: the last rung of delivery (DESIGN §7).

import type { JobEvent, Link } from '../../core/job/job.ts'
import { fitForFigma } from '../service/delivery.ts'
import type { StorePorts } from '../ports.ts'

type Waiting = { readonly key: string; readonly link: Link | null }

/** Gives what is wrong with the file, or null where it was taken: what becomes of it then, the job tells. */
export async function insertDroppedPicture(
  { figma, tools }: Pick<StorePorts, 'figma' | 'tools'>,
  { key, link }: Waiting,
  file: Blob,
  report: (event: JobEvent) => void,
): Promise<string | null> {
  const fit = await fitForFigma(new Uint8Array(await file.arrayBuffer()), tools, new AbortController().signal)
  if (!('bytes' in fit)) return 'This file is no complete picture. Save it once more and drop it here.'
  report({ type: 'downloaded' })
  try {
    const { nodeId, notes } = await figma.fill({ key, bytes: fit.bytes })
    report({ type: 'inserted', nodeId, notes: [...fit.notes, ...notes] })
  } catch {
    const failure = { code: 'insert-failed' as const, charged: 'yes' as const, detail: 'a picture brought by hand' }
    report({ type: 'failed', failure, ...(link === null ? {} : { link }) })
  }
  return null
}
