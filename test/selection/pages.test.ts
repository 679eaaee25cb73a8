// Several pages: one that is deleted while it is open, and layers on another one.

import { expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { frameScript, newHost, openPlugin, rules } from '../support/plugin.ts'

it('edits are heard after the open page was deleted', async () => {
  const host = await newHost()
  const id = await host.author<string>(frameScript())
  const second = await host.author<string>('async (figma) => figma.createPage().id')
  host.openPage(second)
  const plugin = await openPlugin(host)
  host.remove(second)
  const request = { subject: { id, scene: null }, live: nothingLive, rules }
  const { id: known } = await plugin.figma.exportSource({ ...request, known: null })
  host.move(id, 10, 0)
  host.move(id, -10, 0)
  expect((await plugin.figma.exportSource({ ...request, known })).isSame).toBe(false)
  expect(plugin.run.problems).toEqual([])
})

it('what lies on another page is selected there', async () => {
  const host = await newHost()
  const id = await host.author<string>(frameScript())
  const first = host.pages()[0]?.id ?? ''
  const second = await host.author<string>('async (figma) => figma.createPage().id')
  host.openPage(second)
  const plugin = await openPlugin(host)
  await plugin.figma.select({ id, scene: null })
  expect(host.selection()).toEqual([id])
  expect(host.children(first)).toContain(id)
})
