import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../../playground/host/node.ts'
import { readPresets } from '../../src/core/presets/presets.ts'
import { newHost, openPlugin } from '../support/plugin.ts'
import { aPreset } from '../support/presets.ts'

describe('the presets of a user', () => {
  it('are there in the next window, and no part of the settings', async () => {
    const host = await newHost()
    const first = await openPlugin(host)
    expect(readPresets((await first.figma.load()).presets)).toEqual([])
    await first.figma.savePresets({ version: 1, presets: [aPreset()] })
    first.run.close()
    const saved = await (await openPlugin(host)).figma.load()
    expect(readPresets(saved.presets)).toEqual([aPreset()])
    expect(JSON.stringify(saved.settings ?? '')).not.toContain('Oak evening')
  })

  it('that Figma does not store are told of', async () => {
    const storage = memoryStorage()
    const host = await newHost({ storage: { ...storage, set: () => Promise.reject(new Error('full')) } })
    const { figma } = await openPlugin(host)
    await expect(figma.savePresets({ version: 1, presets: [aPreset()] })).rejects.toThrow('could not be stored')
  })
})
