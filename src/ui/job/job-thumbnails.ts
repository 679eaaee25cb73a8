// The small pictures of jobs: of the source while it is made, of the result once it is there. Pictures of one source share an address,
// which is dropped with the last of them.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import type { Task } from '../../core/recipe/task.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import type { Time } from '../base/time.ts'
import { pngBlob } from '../picture/blob.ts'
import { unending } from '../base/latest.ts'

/** Sources of earlier tasks are drawn after what a person sees first: the source card, and the pictures that are on their way. */
const resumeAfterMs = 1000

/** The order has left by then: to read and draw its picture here as well would take the processor from that. */
const keepAfterMs = 300

export type JobThumbnailPorts = {
  readonly figma: RemoteApi<Pick<ControlImageApi, 'thumbnail'>>
  readonly time: Pick<Time, 'delay'>
  readonly urls: PictureUrls
  /** Exports freeze the editor, so there is one at a time in the whole window. */
  readonly exportLock: InTurn
}

/** @param changed called when a job's picture is another one */
export function makeJobThumbnails({ figma, time, urls, exportLock }: JobThumbnailPorts, changed: () => void) {
  const addresses = new Map<string, string>()
  /** Keys of jobs that show what they made. */
  const finished = new Set<string>()

  const release = (url: string | undefined): void => {
    if (url !== undefined && ![...addresses.values()].includes(url)) urls.drop(url)
  }

  const keep = (keys: readonly string[], picture: Blob): void => {
    const url = urls.make(picture)
    const former = new Set(keys.map((key) => addresses.get(key)))
    for (const key of keys) addresses.set(key, url)
    former.forEach(release)
    changed()
  }

  return {
    /** These jobs show the picture soon, but for those that are not wanted by then, or show what they made. */
    keep: async (keys: readonly string[], picture: Blob, isWanted: (key: string) => boolean): Promise<void> => {
      await time.delay(keepAfterMs, unending())
      const still = keys.filter((key) => isWanted(key) && !finished.has(key))
      if (still.length > 0) keep(still, picture)
    },
    /** An address; null when there is no picture. */
    of: (key: string): string | null => addresses.get(key) ?? null,
    drop: (key: string): void => {
      const url = addresses.get(key)
      addresses.delete(key)
      finished.delete(key)
      release(url)
    },
    /** The job shows what it made. Where that cannot be drawn, its source stays. */
    showResult: async (key: string, nodeId: string, isWanted: () => boolean): Promise<void> => {
      const picture = await exportLock(() => (isWanted() ? figma.thumbnail(nodeId) : Promise.resolve(null))).catch(() => null)
      if (picture === null || !isWanted()) return
      finished.add(key)
      keep([key], pngBlob(picture.bytes))
    },
    /** Asks for the sources of an earlier window's tasks, one after the other. A source that is gone leaves its jobs without a picture. */
    resume: async (tasks: readonly Task[], isWanted: (key: string) => boolean): Promise<void> => {
      await time.delay(resumeAfterMs, unending())
      for (const source of new Set(tasks.map(({ recipe }) => recipe.source.id))) {
        const wanted = (): string[] =>
          tasks.filter(({ key, recipe }) => recipe.source.id === source && isWanted(key) && !addresses.has(key)).map(({ key }) => key)
        if (wanted().length === 0) continue
        const picture = await figma.thumbnail(source).catch(() => null)
        const keys = wanted()
        if (picture !== null && keys.length > 0) keep(keys, pngBlob(picture.bytes))
      }
    },
  }
}
