// Thumbnails of jobs: the source while the picture is made, then the result. Jobs with the same source share one object URL, which is
// released with the last of them.

import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import type { Task } from '../../core/recipe/task.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { PictureUrls } from '../base/picture-urls.ts'
import type { Time } from '../base/time.ts'
import { pngBlob } from '../picture/blob.ts'
import { unending } from '../base/latest.ts'

/** Delay before the sources of earlier tasks are exported, so that the source card and running pictures come first. */
const resumeAfterMs = 1000

/** Delay before a thumbnail is made. By then the order has left and no longer competes for the processor. */
const keepAfterMs = 300

export type JobThumbnailPorts = {
  readonly figma: RemoteApi<Pick<ControlImageApi, 'thumbnail'>>
  readonly time: Pick<Time, 'delay'>
  readonly urls: PictureUrls
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
}

/** @param changed called when the thumbnail of a job changes */
export function makeJobThumbnails({ figma, time, urls, exportLock }: JobThumbnailPorts, changed: () => void) {
  const addresses = new Map<string, string>()
  /** Keys of jobs that already show their result. */
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
    /** Shows the picture on these jobs after a delay, except on those no longer wanted or already showing their result. */
    keep: async (keys: readonly string[], picture: Blob, isWanted: (key: string) => boolean): Promise<void> => {
      await time.delay(keepAfterMs, unending())
      const still = keys.filter((key) => isWanted(key) && !finished.has(key))
      if (still.length > 0) keep(still, picture)
    },
    /** An object URL; null when there is no picture. */
    of: (key: string): string | null => addresses.get(key) ?? null,
    drop: (key: string): void => {
      const url = addresses.get(key)
      addresses.delete(key)
      finished.delete(key)
      release(url)
    },
    /** Shows the result on its job. If it cannot be exported, the source stays. */
    showResult: async (key: string, nodeId: string, isWanted: () => boolean): Promise<void> => {
      const picture = await exportLock(() => (isWanted() ? figma.thumbnail(nodeId) : Promise.resolve(null))).catch(() => null)
      if (picture === null || !isWanted()) return
      finished.add(key)
      keep([key], pngBlob(picture.bytes))
    },
    /** Exports the sources of an earlier window's tasks, one after another. Jobs whose source is gone stay without a picture. */
    resume: async (tasks: readonly Task[], isWanted: (key: string) => boolean): Promise<void> => {
      await time.delay(resumeAfterMs, unending())
      for (const source of new Set(tasks.map(({ recipe }) => recipe.source.id))) {
        const wanted = (): string[] =>
          tasks.filter(({ key, recipe }) => recipe.source.id === source && isWanted(key) && !addresses.has(key)).map(({ key }) => key)
        if (wanted().length === 0) continue
        const picture = await exportLock(() => figma.thumbnail(source)).catch(() => null)
        const keys = wanted()
        if (picture !== null && keys.length > 0) keep(keys, pngBlob(picture.bytes))
      }
    },
  }
}
