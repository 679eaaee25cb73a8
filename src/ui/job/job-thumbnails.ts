// The small pictures of the jobs' sources, by job. Variants of one source share an address; nobody's is let go.

import type { Task } from '../../core/recipe/task.ts'
import type { StorePorts } from '../ports.ts'
import { pngBlob } from '../picture/blob.ts'

/** What was kept comes after what the person sees first: the source's card, and the pictures that are on their way. */
const laterMs = 1000

/** @param changed called when a job's picture is another one */
export function makeJobThumbnails({ figma, time, urls }: Pick<StorePorts, 'figma' | 'time' | 'urls'>, changed: () => void) {
  const shots = new Map<string, string>()

  const release = (url: string | undefined): void => {
    if (url !== undefined && ![...shots.values()].includes(url)) urls.drop(url)
  }

  const keep = (keys: readonly string[], picture: Blob): void => {
    const url = urls.make(picture)
    const former = new Set(keys.map((key) => shots.get(key)))
    for (const key of keys) shots.set(key, url)
    former.forEach(release)
    changed()
  }

  return {
    keep,
    of: (key: string): string | null => shots.get(key) ?? null,
    drop: (key: string): void => {
      const url = shots.get(key)
      shots.delete(key)
      release(url)
    },
    /** Asks for the sources of an earlier window's tasks, one after the other. One that is gone has no picture. */
    takeUp: async (tasks: readonly Task[], isWanted: (key: string) => boolean): Promise<void> => {
      await time.delay(laterMs, new AbortController().signal)
      for (const source of new Set(tasks.map(({ recipe }) => recipe.source.id))) {
        const wanted = (): string[] =>
          tasks.filter(({ key, recipe }) => recipe.source.id === source && isWanted(key) && !shots.has(key)).map(({ key }) => key)
        if (wanted().length === 0) continue
        const picture = await figma.thumbnail(source).catch(() => null)
        const keys = wanted()
        if (picture !== null && keys.length > 0) keep(keys, pngBlob(picture.bytes))
      }
    },
  }
}
