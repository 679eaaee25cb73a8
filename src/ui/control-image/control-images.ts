// The control images of a run: each source is exported once, when the first of its pictures has its turn.

import { subjectKey } from '../../core/selection/subject.ts'
import type { ControlImage, ControlImageRequest } from './prepare.ts'

type Shared = { readonly keys: readonly string[]; left: number; image: Promise<ControlImage> | null }

/** The keys of each subject's pictures, by `subjectKey`. */
function keysBySubject(requests: ReadonlyMap<string, ControlImageRequest>): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>()
  for (const [key, { subject }] of requests) {
    const about = subjectKey(subject)
    keys.set(about, [...(keys.get(about) ?? []), key])
  }
  return keys
}

/**
 * @param requests what each picture is made from, by the picture's key
 * @param prepare makes the control image of a source for all pictures with the given keys
 * @returns a function that gives the control image for a picture; it is released with the last picture of its source, so that a long series
 * does not keep them all in memory
 */
export function prepareOnce(
  requests: ReadonlyMap<string, ControlImageRequest>,
  prepare: (request: ControlImageRequest, keys: readonly string[]) => Promise<ControlImage>,
): (key: string, request: ControlImageRequest) => Promise<ControlImage> {
  const shared = new Map<string, Shared>(
    [...keysBySubject(requests)].map(([about, keys]) => [about, { keys, left: keys.length, image: null }]),
  )
  return (key, request) => {
    const about = subjectKey(request.subject)
    const source = shared.get(about)
    if (source === undefined) return prepare(request, [key])
    source.image ??= prepare(request, source.keys)
    source.left -= 1
    if (source.left === 0) shared.delete(about)
    return source.image
  }
}
