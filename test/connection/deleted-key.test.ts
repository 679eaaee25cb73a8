import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { type Settings, readSettings } from '../../src/core/connection/settings.ts'
import { makeDeletedKey } from '../../src/ui/connection/deleted-key.ts'
import { virtualTime } from '../support/network.ts'
import { settled } from '../support/settled.ts'

function stage(key: string) {
  const settings = signal<Settings>(readSettings({ version: 1, key }))
  const written: string[] = []
  const forgotten: string[] = []
  const time = virtualTime()
  const deleted = makeDeletedKey(
    {
      settings,
      isLoaded: signal(true),
      change: (part) => (settings.value = { ...settings.peek(), ...part }),
      saveNow: () => void written.push(settings.peek().key),
      saveSoon: () => {},
      restore: () => {
        throw new Error('not asked for')
      },
    },
    time,
    { forget: () => void forgotten.push(settings.peek().key) },
  )
  return { settings, written, time, deleted, forgotten }
}

describe('a deleted key', () => {
  it('is gone from storage at once, and comes back within ten seconds', () => {
    const { deleted, written, settings } = stage('sk-1')
    deleted.deleteKey()
    expect([written, deleted.canRestoreKey.peek()]).toEqual([[''], true])
    expect(deleted.restoreKey()).toBe('sk-1')
    expect([settings.peek().key, written, deleted.canRestoreKey.peek()]).toEqual(['sk-1', ['', 'sk-1'], false])
  })

  it('takes with it what the service said of it, and the question that is under way', () => {
    const { deleted, forgotten } = stage('sk-1')
    deleted.deleteKey()
    expect(forgotten).toEqual([''])
  })

  it('is forgotten after ten seconds', async () => {
    const { deleted, time } = stage('sk-1')
    deleted.deleteKey()
    time.pass(10_001)
    await settled()
    expect([deleted.canRestoreKey.peek(), deleted.restoreKey()]).toEqual([false, ''])
  })

  it('does not come back over a key that was saved since', () => {
    const { deleted, settings } = stage('sk-1')
    deleted.deleteKey()
    settings.value = { ...settings.peek(), key: 'sk-2' }
    expect([deleted.canRestoreKey.peek(), deleted.restoreKey(), settings.peek().key]).toEqual([false, '', 'sk-2'])
  })

  it('is nothing to undo where there was none', () => {
    const { deleted, written } = stage('')
    deleted.deleteKey()
    expect([deleted.canRestoreKey.peek(), written]).toEqual([false, []])
  })
})
