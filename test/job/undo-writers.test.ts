// Everything that writes to the document other than a result: none of it ends up in the undo step of a result (law 7).

import { describe, expect, it } from 'vitest'
import { ordered, pageOf } from '../support/ordered.ts'
import { type Plugin, openPlugin, rules } from '../support/plugin.ts'

function dataOf({ host }: Plugin, id: string): Record<string, string> {
  return (host.describe(id)?.['pluginData'] ?? {}) as Record<string, string>
}

describe('a step of its own is', () => {
  it('the star of a result, pressed while another is being measured', async () => {
    const plugin = await ordered(2)
    const [one = '', other = ''] = plugin.keys
    const { nodeId } = await plugin.figma.fill({ key: one, bytes: plugin.bytes })
    await plugin.figma.expectFidelity(other)
    const filling = plugin.figma.fill({ key: other, bytes: plugin.bytes })
    await plugin.clock.settle()
    const starring = plugin.figma.star({ nodeId, isStarred: true })
    await plugin.figma.noteFidelity({ key: other, found: null })
    const second = await filling
    await starring
    expect(plugin.host.undo()).toBe(true)
    expect(dataOf(plugin, nodeId)['starred'] ?? '').toBe('')
    expect(pageOf(plugin)).toContain(second.nodeId)
    expect(plugin.host.undo()).toBe(true)
    expect(pageOf(plugin)).toEqual([plugin.id, nodeId])
  })

  it('what an earlier window was waiting for and is removed', async () => {
    const first = await ordered(2)
    const [gone = '', kept = ''] = first.keys
    const [, placeholder = ''] = pageOf(first)
    first.run.close()
    // The user keeps working, which closes the undo step.
    await first.host.author('async (figma) => void figma.createFrame()')
    const plugin = await openPlugin(first.host)
    await plugin.figma.load()
    await plugin.figma.remove(gone)
    await plugin.figma.fill({ key: kept, bytes: first.bytes })
    expect(plugin.host.undo()).toBe(true)
    expect(pageOf(plugin)).not.toContain(placeholder)
    expect(plugin.host.undo()).toBe(true)
    expect(pageOf(plugin)).toContain(placeholder)
  })
})

it('a placeholder that is drawn anew for another try is part of no other result', async () => {
  const plugin = await ordered(2)
  const [retried = '', other = ''] = plugin.keys
  await plugin.figma.markFailed({ key: retried, isOver: false })
  plugin.host.remove(pageOf(plugin)[1] ?? '')
  await plugin.figma.beginAgain({ key: retried, rules, change: {}, isNewOrder: false })
  const { nodeId } = await plugin.figma.fill({ key: other, bytes: plugin.bytes })
  const waiting = pageOf(plugin).filter((id) => id !== plugin.id && id !== nodeId)
  expect(waiting).toHaveLength(1)
  const { nodeId: last } = await plugin.figma.fill({ key: retried, bytes: plugin.bytes })
  expect(plugin.host.undo()).toBe(true)
  expect(pageOf(plugin)).toEqual(expect.not.arrayContaining([last, ...waiting]))
  expect(pageOf(plugin)).toContain(nodeId)
})
