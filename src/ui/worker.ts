// The tools that run in the worker, feature by feature. The page runs the same ones where no worker starts. Composition only.

import { canvasCodec } from './picture/codec.ts'
import { type FidelityTools, makeFidelityTools } from './fidelity/worker.ts'
import { type LiveTools, makeLiveTools } from './live/worker.ts'
import { type PictureTools, makePictureTools } from './picture/worker.ts'
import { type ProductTools, makeProductTools } from './product/worker.ts'
import { type ReadabilityTools, makeReadabilityTools } from './readability/worker.ts'
import { type ServiceTools, makeServiceTools } from './service/worker.ts'

export type Tools = PictureTools & LiveTools & ServiceTools & ProductTools & ReadabilityTools & FidelityTools

/** @param scope the page or the worker in which the tools run */
export function makeTools(scope: Pick<EventTarget, 'addEventListener'>): Tools {
  return {
    ...makePictureTools(),
    ...makeLiveTools(canvasCodec),
    ...makeServiceTools(scope),
    ...makeProductTools(canvasCodec),
    ...makeReadabilityTools(canvasCodec),
    ...makeFidelityTools(),
  }
}
