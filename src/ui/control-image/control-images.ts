// The pictures that leave for an order: each source is exported once, when the first of its pictures has its turn.

import type { Order, OrderedPicture } from '../../core/order/protocol.ts'
import { subjectKey } from '../../core/selection/subject.ts'
import type { ControlImageRequest, ControlImage } from './part.ts'

type Entry = { left: number; sealed: Promise<ControlImage> | null }

/**
 * @param seal makes the picture of a source, for all the jobs that are named
 * @returns the picture for one of the order; the last one of a source takes it along, so a long series does not keep every picture
 */
export function prepareOnce(
  { groups, rules }: Order,
  takesJpeg: (picture: OrderedPicture) => boolean,
  seal: (request: ControlImageRequest, keys: readonly string[]) => Promise<ControlImage>,
) {
  const keysBySubject = new Map<string, string[]>()
  for (const { key, subject } of groups.flatMap(({ pictures }) => pictures)) {
    const about = subjectKey(subject)
    keysBySubject.set(about, [...(keysBySubject.get(about) ?? []), key])
  }
  const entries = new Map<string, Entry>([...keysBySubject].map(([about, keys]) => [about, { left: keys.length, sealed: null }]))

  return (picture: OrderedPicture): Promise<ControlImage> => {
    const { key, subject, choice } = picture
    const request = { subject, live: choice.live, rules, takesJpeg: takesJpeg(picture) }
    const about = subjectKey(subject)
    const entry = entries.get(about)
    if (entry === undefined) return seal(request, [key])
    const sealed = (entry.sealed ??= seal(request, keysBySubject.get(about) ?? [key]))
    entry.left -= 1
    if (entry.left === 0) entries.delete(about)
    return sealed
  }
}
