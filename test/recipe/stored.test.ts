// Stored data stays readable: what an earlier version stored is read as it was written.

import { describe, expect, it } from 'vitest'
import { readJson, readRecord } from '../../src/core/base/read.ts'
import { readSettings } from '../../src/core/connection/settings.ts'
import { readPresets } from '../../src/core/presets/presets.ts'
import { readKnownRecipe } from '../../src/core/recipe/recipe.ts'
import { readTask } from '../../src/core/recipe/task.ts'
import { readDurations } from '../../src/core/service/pace.ts'
import { stored, storedData, storedTasks } from '../support/stored.ts'

describe('what an earlier version wrote', () => {
  it('is read back as settings, to the last field', () => {
    expect(readSettings(stored.storage.settings)).toEqual(stored.storage.settings)
  })

  it('is read back as presets', () => {
    const { presets } = readRecord(stored.storage.presets)
    expect(presets).toHaveLength(1)
    expect(readPresets(stored.storage.presets)).toEqual(presets)
  })

  it('is read back as durations', () => {
    expect(readDurations(stored.storage.durations)).toEqual(stored.storage.durations)
  })

  it('is read back as the records of unfinished tasks, in every state', () => {
    const tasks = storedTasks()
    expect(tasks.map((task) => String(readRecord(task).state)).sort()).toEqual(['accepted', 'intended', 'waiting'])
    expect(tasks.map(readTask)).toEqual(tasks)
  })

  it('is read back as the copies of the records on the placeholders', () => {
    const copies = storedData('task').map(readJson)
    expect(copies).toHaveLength(3)
    expect(copies.map(readTask)).toEqual(copies)
  })

  it('is read back as the recipe on a result', () => {
    const [recipe, ...others] = storedData('recipe').map(readJson)
    expect(others).toEqual([])
    expect(readKnownRecipe(recipe)).toEqual(recipe)
  })
})
