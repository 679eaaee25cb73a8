// A picture that a person saved from the browser and dropped on its job: the last delivery method (DESIGN §7).

import type { JobEvent, Link } from '../../core/job/job.ts'
import type { JobApi } from '../../core/job/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { fitForFigma } from '../service/delivery.ts'
import type { PictureConverter } from '../service/delivery.ts'
import type { PictureTools } from '../picture/worker.ts'
import { notePlain } from './generate.ts'
import { unending } from '../base/latest.ts'

type DropPorts = { readonly figma: RemoteApi<Pick<JobApi, 'fill'>>; readonly tools: PictureConverter & Pick<PictureTools, 'isPlain'> }

type FailedJob = { readonly key: string; readonly link: Link | null }

/** Returns what is wrong with the file, or null when the file was accepted. Failures on the canvas are reported on the job. */
export async function insertDroppedPicture(
  { figma, tools }: DropPorts,
  { key, link }: FailedJob,
  file: Blob,
  report: (event: JobEvent) => void,
): Promise<string | null> {
  const fit = await fitForFigma(new Uint8Array(await file.arrayBuffer()), tools, unending())
  if (!('bytes' in fit)) return 'This file is no complete picture. Save it once more and drop it here.'
  report({ type: 'downloaded' })
  try {
    const { nodeId, notes } = await figma.fill({ key, bytes: fit.bytes })
    report({ type: 'inserted', nodeId, notes: [...fit.notes, ...notes] })
    void notePlain({ isPlain: (bytes, signal) => tools.isPlain(bytes, signal) }, fit.bytes, report, unending())
  } catch {
    const failure = { code: 'insert-failed' as const, charged: 'yes' as const, detail: 'a picture brought by hand' }
    report({ type: 'failed', failure, ...(link === null ? {} : { link }) })
  }
  return null
}
