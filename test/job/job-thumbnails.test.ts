import { describe, expect, it } from 'vitest'
import { makeInTurn } from '../../src/core/base/in-turn.ts'
import { PluginError, failure } from '../../src/core/failure/failure.ts'
import type { Task } from '../../src/core/recipe/task.ts'
import { makeJobThumbnails } from '../../src/ui/job/job-thumbnails.ts'
import { aRecipe, aTask } from '../support/tasks.ts'

function taskOf(key: string, id: string): Task {
  return aTask({ key, recipe: aRecipe({ source: { id, name: 'Villa', width: 1440, height: 1024, scene: null, fingerprint: '' } }) })
}

/** A sandbox that answers on command, and a clock that only the test advances. */
function stage() {
  const log: string[] = []
  const answers: ((picture: { bytes: Uint8Array } | null) => void)[] = []
  let waiting: (() => void)[] = []
  let made = 0
  const figma = {
    thumbnail: (id: string) => {
      log.push(`thumbnail ${id}`)
      return new Promise<{ bytes: Uint8Array }>((resolve, reject) => {
        answers.push((picture) => (picture === null ? reject(new PluginError(failure('unfit-source', 'gone'))) : resolve(picture)))
      })
    },
  }
  const exportLock = makeInTurn()
  const thumbnails = makeJobThumbnails(
    {
      figma,
      exportLock,
      time: {
        delay: () => new Promise<void>((resolve) => void waiting.push(resolve)),
      },
      urls: { make: () => `blob:${(made += 1)}`, drop: (url) => void log.push(`drop ${url}`) },
    },
    () => log.push('changed'),
  )
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  return {
    thumbnails,
    log,
    exportLock,
    wind: (): Promise<void> => {
      const ended = waiting
      waiting = []
      for (const end of ended) end()
      return rest()
    },
    answer: (picture: { bytes: Uint8Array } | null): Promise<void> => {
      answers.shift()?.(picture)
      return rest()
    },
  }
}

const picture = { bytes: new Uint8Array([1]) }

function all(): boolean {
  return true
}

describe('the pictures of jobs from an earlier window', () => {
  it('wait for the export of another part of the window', async () => {
    const { thumbnails, log, wind, exportLock } = stage()
    let finish = (): void => {}
    void exportLock(() => new Promise<void>((resolve) => (finish = resolve)))
    void thumbnails.resume([taskOf('a', '1:1')], all)
    await wind()
    expect(log).toEqual([])
    finish()
    await new Promise((resolve) => setImmediate(resolve))
    expect(log).toEqual(['thumbnail 1:1'])
  })

  it('are asked for later, one source after the other, once for all that share it', async () => {
    const { thumbnails, log, wind, answer } = stage()
    void thumbnails.resume([taskOf('a', '1:1'), taskOf('b', '2:2'), taskOf('c', '1:1')], all)
    expect(log).toEqual([])
    await wind()
    expect(log).toEqual(['thumbnail 1:1'])
    await answer(picture)
    expect(log).toEqual(['thumbnail 1:1', 'changed', 'thumbnail 2:2'])
    await answer(picture)
    expect(['a', 'b', 'c'].map(thumbnails.of)).toEqual(['blob:1', 'blob:2', 'blob:1'])
  })

  it('are left out in silence where the source is gone', async () => {
    const { thumbnails, log, wind, answer } = stage()
    void thumbnails.resume([taskOf('a', '1:1'), taskOf('b', '2:2')], all)
    await wind()
    await answer(null)
    await answer(picture)
    expect([thumbnails.of('a'), thumbnails.of('b')]).toEqual([null, 'blob:1'])
    expect(log).toEqual(['thumbnail 1:1', 'thumbnail 2:2', 'changed'])
  })

  it('are not asked for where a job is gone or has one, nor kept where that happens meanwhile', async () => {
    const { thumbnails, log, wind, answer } = stage()
    const gone = new Set(['a'])
    void thumbnails.keep(['b'], new Blob(), all)
    await wind()
    void thumbnails.resume([taskOf('a', '1:1'), taskOf('b', '2:2'), taskOf('c', '3:3')], (key) => !gone.has(key))
    await wind()
    gone.add('c')
    await answer(picture)
    expect(log).toEqual(['changed', 'thumbnail 3:3'])
    expect(['a', 'b', 'c'].map(thumbnails.of)).toEqual([null, 'blob:1', null])
  })

  it('are let go when the last job shows them no more', async () => {
    const { thumbnails, log, wind } = stage()
    const keep = async (...keys: readonly string[]): Promise<void> => {
      void thumbnails.keep(keys, new Blob(), all)
      await wind()
    }
    await keep('a', 'b')
    await keep('a')
    expect(log).not.toContain('drop blob:1')
    thumbnails.drop('b')
    expect(log).toContain('drop blob:1')
    await keep('a')
    expect(log).toContain('drop blob:2')
    expect(thumbnails.of('a')).toBe('blob:3')
  })
})

describe('the picture of a source that is on its way', () => {
  it('is shown once its order has left', async () => {
    const { thumbnails, log, wind } = stage()
    void thumbnails.keep(['a'], new Blob(), all)
    expect(log).toEqual([])
    await wind()
    expect(thumbnails.of('a')).toBe('blob:1')
  })

  it('does not come over what its job has made meanwhile, nor to a job that is gone', async () => {
    const { thumbnails, wind, answer } = stage()
    void thumbnails.keep(['a', 'b'], new Blob(), (key) => key !== 'b')
    void thumbnails.showResult('a', '1:9', () => true)
    await answer(picture)
    await wind()
    expect(thumbnails.of('a')).toBe('blob:1')
    expect(thumbnails.of('b')).toBeNull()
  })
})
