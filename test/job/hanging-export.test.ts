// Figma sometimes never finishes an export (figma-audit F). No paid picture waits for that.

import { describe, expect, it } from 'vitest'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { type VirtualClock, virtualClock } from '../support/clock.ts'
import { textsLive } from '../support/live-restyle.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, picture, rules } from '../support/plugin.ts'
import { tinyPng } from '../support/tiny.ts'

const texts = `await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); const text = figma.createText(); frame.appendChild(text); text.characters = 'Text'`

type Opened = Plugin & { readonly id: string; readonly other: string; readonly clock: VirtualClock; readonly stuck: Set<string> }

/** Two frames with a text each. `stuck`: names of nodes whose exports never end. */
async function open(): Promise<Opened> {
  const clock = virtualClock()
  const stuck = new Set<string>()
  const host = await newHost({
    clock,
    exportNode: async () => tinyPng(400, 300),
    exportHangs: (id) => stuck.has(String(host.describe(id)?.['name'])),
  })
  const id = await host.author<string>(frameScript(texts))
  const other = await host.author<string>(frameScript(`${texts}; frame.name = 'Other'; frame.y = 900`))
  return { ...(await openPlugin(host)), id, other, clock, stuck }
}

/** The outcome within that many ms: its value, its rejection reason, or that it is still pending. */
async function within<T>({ clock }: Opened, ms: number, work: Promise<T>): Promise<T | { readonly code: unknown } | 'goes on'> {
  let end: T | { readonly code: unknown } | 'goes on' = 'goes on'
  work.then(
    (value) => (end = value),
    (thrown: { failure?: { code: unknown } }) => (end = { code: thrown.failure?.code }),
  )
  await clock.pass(ms)
  return end
}

async function ordered(plugin: Opened, live = nothingLive) {
  const one = picture(7, { live })
  const begun = await begin(plugin.figma, plugin.id, [one])
  await intend(plugin.figma, one.key, begun)
  return { key: one.key, bytes: tinyPng(begun.plan.sent.width, begun.plan.sent.height) }
}

function subject(id: string) {
  return { id, scene: null }
}

describe('an export that never ends', () => {
  it('of a source alone stands in nobody’s way, and fails in the end', async () => {
    const plugin = await open()
    const paid = await ordered(plugin)
    plugin.stuck.add('Other')
    const card = plugin.figma.exportSource({ subject: subject(plugin.other), live: nothingLive, rules, known: null })
    const failing = within(plugin, 0, card)
    await plugin.figma.accept({ key: paid.key, remoteId: 'r', at: 1 })
    const { nodeId } = await plugin.figma.fill(paid)
    expect(plugin.host.describe(nodeId)?.['fills']).toMatchObject([{ type: 'IMAGE' }])
    expect(await failing).toBe('goes on')
    expect(await within(plugin, 30_000, card)).toEqual({ code: 'export-failed' })
  })

  it('of copies makes way for a paid picture, is begun again after it, and fails in the end', async () => {
    const plugin = await open()
    const paid = await ordered(plugin)
    plugin.stuck.add('Other')
    const card = plugin.figma.exportSource({ subject: subject(plugin.other), live: textsLive, rules, known: null })
    await plugin.clock.settle()
    const filled = await within(plugin, 2000, plugin.figma.fill(paid))
    expect(filled).toMatchObject({ notes: [] })
    expect((await plugin.figma.load()).tasks).toEqual([])
    expect(await within(plugin, 30_000, card)).toEqual({ code: 'export-failed' })
    const left = plugin.host.children(plugin.host.pages()[0]?.id ?? '').map((id) => plugin.host.describe(id)?.['name'])
    expect(left).toEqual(['Source', 'Other', expect.stringContaining('Source')])
  })

  it('that only made way ends as if nothing had been', async () => {
    const plugin = await open()
    const paid = await ordered(plugin)
    plugin.stuck.add('Other')
    const card = plugin.figma.exportSource({ subject: subject(plugin.other), live: textsLive, rules, known: null })
    await plugin.clock.settle()
    plugin.stuck.clear()
    expect(await within(plugin, 2000, plugin.figma.fill(paid))).toMatchObject({ notes: [] })
    expect(await within(plugin, 0, card)).toMatchObject({ isSame: false })
  })

  it('of the result itself costs it neither its record nor its undo step', async () => {
    const plugin = await open()
    const paid = await ordered(plugin, textsLive)
    const before = plugin.host.children(plugin.host.pages()[0]?.id ?? '').slice(0, 2)
    plugin.stuck.add(String(plugin.host.describe(plugin.host.children(plugin.host.pages()[0]?.id ?? '')[2] ?? '')?.['name']))
    const filling = plugin.figma.fill(paid)
    await plugin.clock.settle()
    expect((await plugin.figma.load()).tasks).toEqual([])
    expect(await within(plugin, 4000, filling)).toMatchObject({ notes: [] })
    expect(plugin.host.children(plugin.host.pages()[0]?.id ?? '')).toHaveLength(3)
    expect(plugin.host.undo()).toBe(true)
    expect(plugin.host.children(plugin.host.pages()[0]?.id ?? '')).toEqual(before)
  })
})
