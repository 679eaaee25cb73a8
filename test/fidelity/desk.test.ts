// A picture's measurements are part of its undo step, and a paid picture hardly waits for them (law 7).

import { describe, expect, it } from 'vitest'
import { type Figures, figuresIn } from '../../src/core/fidelity/figures.ts'
import type { Found } from '../../src/core/fidelity/protocol.ts'
import { type Ordered, ordered, pageOf } from '../support/ordered.ts'
import { type Plugin, openPlugin } from '../support/plugin.ts'
import { tinyPng } from '../support/tiny.ts'

const figures: Figures = {
  version: 1,
  kept: 0.9,
  added: 0.1,
  unseen: 0,
  whole: { dx: 4, dy: 0, scale: 1, turn: 0 },
  movedBy: 4,
  worst: { x: 0.5, y: 0.5, score: 2 },
  heat: { columns: 2, rows: 1, cells: '09' },
  isPutBack: false,
}
const inPlace: Found = { figures, laidBack: null }
const moved: Found = {
  figures,
  laidBack: {
    bytes: tinyPng(500, 400),
    transform: [
      [0.9, 0, 0.05],
      [0, 0.9, 0.05],
    ],
  },
}

type Filling = { nodeId: string | null }

/** Fills in a picture that is being measured; `nodeId` is set as soon as that has ended. */
async function filling({ figma, clock, bytes }: Ordered, key: string): Promise<Filling> {
  const end: Filling = { nodeId: null }
  await figma.expectFidelity(key)
  void figma.fill({ key, bytes }).then(({ nodeId }) => (end.nodeId = nodeId))
  await clock.settle()
  return end
}

function factsOf({ host }: Plugin, nodeId: string | null) {
  const node = host.describe(nodeId ?? '')
  const data = node?.['pluginData'] as Record<string, string> | undefined
  return { figures: figuresIn(data?.['recipe'] ?? ''), framed: data?.['framed'] ?? '', fills: JSON.stringify(node?.['fills']) }
}

describe('what was measured in time', () => {
  it.each([
    ['lies where it was sent', inPlace, false],
    ['is laid back', moved, true],
  ])('of a picture that %s goes with it in one undo', async (_, found, isPutBack) => {
    const desk = await ordered()
    const [key = ''] = desk.keys
    const before = pageOf(desk).slice(0, 1)
    const filled = await filling(desk, key)
    expect(filled.nodeId).toBeNull()
    await desk.figma.noteFidelity({ key, found })
    await desk.clock.settle()
    expect(factsOf(desk, filled.nodeId).figures).toEqual({ ...figures, isPutBack })
    expect(factsOf(desk, filled.nodeId).framed === '').toBe(!isPutBack)
    expect(await desk.figma.settleFidelity({ key, nodeId: filled.nodeId ?? '' })).toEqual({ ...figures, isPutBack })
    expect(desk.host.undo()).toBe(true)
    expect(pageOf(desk)).toEqual(before)
    expect(desk.run.problems).toEqual([])
  })

  it('stays in place of what a second result waits for: both are steps of their own', async () => {
    const desk = await ordered(2)
    const [one = '', other = ''] = desk.keys
    const [first, second] = [await filling(desk, one), await filling(desk, other)]
    await desk.figma.noteFidelity({ key: other, found: moved })
    await desk.figma.noteFidelity({ key: one, found: inPlace })
    await desk.clock.settle()
    expect(factsOf(desk, first.nodeId).figures).toEqual(figures)
    expect(factsOf(desk, second.nodeId).figures).toEqual({ ...figures, isPutBack: true })
    expect(desk.host.undo()).toBe(true)
    expect(pageOf(desk)).toHaveLength(2)
    expect(factsOf(desk, first.nodeId).figures).toEqual(figures)
    expect(desk.host.undo()).toBe(true)
    expect(pageOf(desk)).toHaveLength(1)
  })
})

describe('a measurement that does not come', () => {
  it('delays the undo step by 3 s, and the record by nothing', async () => {
    const desk = await ordered()
    const [key = ''] = desk.keys
    const filled = await filling(desk, key)
    expect((await desk.figma.load()).tasks).toEqual([])
    await desk.clock.pass(2900)
    expect(filled.nodeId).toBeNull()
    await desk.clock.pass(200)
    expect(factsOf(desk, filled.nodeId)).toMatchObject({ figures: null, framed: '' })
    expect(desk.host.undo()).toBe(true)
    expect(pageOf(desk)).toHaveLength(1)
  })

  it('delays two results no longer than one', async () => {
    const desk = await ordered(2)
    const filled = [await filling(desk, desk.keys[0] ?? ''), await filling(desk, desk.keys[1] ?? '')]
    await desk.clock.pass(3100)
    expect(filled.map(({ nodeId }) => nodeId === null)).toEqual([false, false])
  })

  it('of one does not take the wait from the next once it was told', async () => {
    const desk = await ordered(2)
    const [one = '', other = ''] = desk.keys
    await filling(desk, one)
    await desk.clock.pass(3100)
    await desk.figma.noteFidelity({ key: one, found: null })
    const second = await filling(desk, other)
    expect(second.nodeId).toBeNull()
    await desk.figma.noteFidelity({ key: other, found: inPlace })
    await desk.clock.settle()
    expect(factsOf(desk, second.nodeId).figures).toEqual(figures)
  })
})

describe('what was measured too late', () => {
  async function late(found: Found) {
    const desk = await ordered()
    const [key = ''] = desk.keys
    const filled = await filling(desk, key)
    await desk.clock.pass(3100)
    const asGiven = factsOf(desk, filled.nodeId).fills
    await desk.figma.noteFidelity({ key, found })
    const told = await desk.figma.settleFidelity({ key, nodeId: filled.nodeId ?? '' })
    return { desk, key, nodeId: filled.nodeId, asGiven, told }
  }

  it('is a step of its own where the picture is laid back', async () => {
    const { desk, nodeId, asGiven, told } = await late(moved)
    expect(told).toEqual({ ...figures, isPutBack: true })
    expect(factsOf(desk, nodeId).fills).not.toBe(asGiven)
    expect(desk.host.undo()).toBe(true)
    expect(factsOf(desk, nodeId)).toMatchObject({ figures: null, fills: asGiven })
    expect(desk.host.undo()).toBe(true)
    expect(pageOf(desk)).toHaveLength(1)
  })

  it('leaves no step where it is not', async () => {
    const { desk, told } = await late(inPlace)
    expect(told).toEqual(figures)
    expect(desk.host.undo()).toBe(true)
    expect(pageOf(desk)).toHaveLength(1)
  })

  it('leaves no step where a person painted the result anew meanwhile', async () => {
    const desk = await ordered()
    const [key = ''] = desk.keys
    const filled = await filling(desk, key)
    await desk.clock.pass(3100)
    await desk.host.author(
      `async (figma) => void ((await figma.getNodeByIdAsync(${JSON.stringify(filled.nodeId)})).fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }])`,
    )
    const painted = factsOf(desk, filled.nodeId)
    await desk.figma.noteFidelity({ key, found: moved })
    expect(await desk.figma.settleFidelity({ key, nodeId: filled.nodeId ?? '' })).toEqual(figures)
    expect(factsOf(desk, filled.nodeId)).toEqual(painted)
  })
})

it.each([
  ['in time', 0, inPlace],
  ['in time, laid back', 0, moved],
  ['late', 3100, inPlace],
])('a result that was measured %s, undone and put back has its figures again, as one step', async (_, ms, found) => {
  const desk = await ordered()
  const [key = ''] = desk.keys
  const filled = await filling(desk, key)
  await desk.clock.pass(ms)
  await desk.figma.noteFidelity({ key, found })
  await desk.clock.settle()
  const first = await desk.figma.settleFidelity({ key, nodeId: filled.nodeId ?? '' })
  expect(desk.host.undo()).toBe(true)
  const { nodeId } = await desk.figma.putBack(key)
  expect(factsOf(desk, nodeId).figures).toEqual(first)
  expect(desk.host.undo()).toBe(true)
  expect(pageOf(desk)).toHaveLength(1)
})

it('a window that closes while a result is measured leaves the picture, and nothing to be made again', async () => {
  const desk = await ordered(2)
  const [one = '', other = ''] = desk.keys
  await filling(desk, one)
  desk.run.close()
  await desk.clock.pass(5000)
  const again = await openPlugin(desk.host)
  expect((await again.figma.load()).tasks.map(({ key }) => key)).toEqual([other])
  const result = pageOf(desk).find((id) => factsOf(desk, id).fills.includes('IMAGE'))
  expect(result).toBeDefined()
  expect(await again.figma.settleFidelity({ key: one, nodeId: result ?? '' })).toBeNull()
  expect(again.run.problems).toEqual([])
})

describe('a picture that lies as the model gave it, because somebody asked', () => {
  it('is told to the window when that is undone, with how it lies then', async () => {
    const desk = await ordered()
    const [key = ''] = desk.keys
    const filled = await filling(desk, key)
    await desk.figma.noteFidelity({ key, found: moved })
    await desk.clock.settle()
    const nodeId = filled.nodeId ?? ''
    const laid = factsOf(desk, nodeId)
    expect(await desk.figma.undoLayBack(nodeId)).toMatchObject({ isPutBack: false })
    await desk.clock.settle()
    desk.edits.length = 0
    desk.host.undo()
    await desk.clock.settle()
    expect(desk.edits).toContain(nodeId)
    expect([await desk.figma.figuresOf(nodeId), factsOf(desk, nodeId)]).toEqual([expect.objectContaining({ isPutBack: true }), laid])
    expect(await desk.figma.figuresOf('9:9')).toBeNull()
    expect(desk.run.problems).toEqual([])
  })
})
