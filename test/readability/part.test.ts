import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { identity } from '../../src/core/base/geometry.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { Readability } from '../../src/core/readability/protocol.ts'
import type { Selection } from '../../src/core/selection/protocol.ts'
import type { LiveText } from '../../src/core/readability/readability.ts'
import type { LaidScrim } from '../../src/core/readability/scrim-placement.ts'
import { makeInTurn } from '../../src/core/base/in-turn.ts'
import { makeReadability } from '../../src/ui/readability/part.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { aRecipe } from '../support/tasks.ts'
import { virtualTime } from '../support/network.ts'
import { settled } from '../support/settled.ts'
import { villa } from '../support/villa.ts'

function done(nodeId: string): Job {
  return {
    key: nodeId,
    run: 'r1',
    title: '',
    sourceName: '',
    startedAt: 0,
    phase: 'done',
    nodeId,
    notes: [],
  }
}

function running(key: string): Job {
  return { key, run: key, title: '', sourceName: '', startedAt: 0, phase: 'exporting' }
}

function aText(id: string, y: number): LiveText {
  return {
    id,
    words: `Words of ${id}`,
    box: { x: 0, y: 0, width: 80, height: 20 },
    type: { size: 16, isBold: false, colors: [{ r: 1, g: 1, b: 1, a: 1 }] },
    transform: [
      [1, 0, 0],
      [0, 1, y],
    ],
  }
}

const plainKey = 'plain'
/** Nothing was chosen to stay live in it. */
const plainPicture = aRecipe({ live: nothingLive })

/** A page of results whose texts read by the scrim that lies under them: as much as `plain`, and 10 more for a whole one. */
function stage(before: Readonly<Record<string, number>> = { a: 2, b: 6 }) {
  const plain: Record<string, number> = { ...before }
  const texts = Object.keys(plain).map((id, index) => aText(id, 300 * index))
  const asked: string[] = []
  const said: string[] = []
  const gone = new Set<string>()
  const refuses = new Set<string>()
  const laid = new Map<string, readonly LaidScrim[]>()
  /** Whether a scrim has any effect. */
  const helps = { now: true }
  const jobs = signal<readonly Job[]>([])
  const selection = signal<Selection>({ kind: 'none' })
  const time = virtualTime()
  let drawing = 0
  let mostDrawing = 0

  const draw = async (nodeId: string, scrims: readonly LaidScrim[]): Promise<Readability> => {
    drawing += 1
    mostDrawing = Math.max(mostDrawing, drawing)
    await Promise.resolve()
    drawing -= 1
    // Scrims cross the wire as bytes in a format that only this fake page writes and reads.
    const png = new TextEncoder().encode(JSON.stringify(scrims))
    return { texts, backdrop: texts.length === 0 ? null : { png, onPicture: identity }, laid: laid.get(nodeId)?.length ?? 0 }
  }
  const refuse = (what: string): void => {
    if (refuses.has(what)) throw new Error(what)
  }
  const contrastWith = (opacity: number, id: string): number => (plain[id] ?? 0) + (helps.now ? 10 * opacity : 0)

  const readability = makeReadability({
    jobs,
    madeOf: (key) => (key === plainKey ? plainPicture : null),
    selection,
    exportLock: makeInTurn(),
    time,
    announce: (text) => void said.push(text),
    figma: {
      readability: async ({ nodeId, scrims }) => {
        asked.push(scrims === null ? nodeId : `${nodeId} with ${scrims.length}`)
        refuse('readability')
        return gone.has(nodeId) ? null : draw(nodeId, scrims ?? laid.get(nodeId) ?? [])
      },
      recolourTexts: async ({ nodeId, colors }) => {
        asked.push(`recolour ${colors.map(({ id }) => id).join(' ')} on ${nodeId}`)
        for (const { id } of colors) plain[id] = 7
        return draw(nodeId, laid.get(nodeId) ?? [])
      },
      layScrims: async ({ nodeId, scrims }) => {
        asked.push(`lay ${scrims.map(({ opacity }) => opacity).join(' ')} on ${nodeId}`)
        refuse('layScrims')
        laid.set(nodeId, scrims)
        return draw(nodeId, scrims)
      },
    },
    tools: {
      readableColors: async ({ texts: hard }) => hard.map(() => ({ r: 0, g: 0, b: 0 })),
      measureTexts: async ({ backdrop, texts: looks }) => {
        const scrims = JSON.parse(new TextDecoder().decode(backdrop)) as readonly LaidScrim[]
        return looks.map((_, index) => {
          const id = texts[index]?.id ?? ''
          const contrast = contrastWith(scrims.find((scrim) => scrim.texts.includes(id))?.opacity ?? 0, id)
          const missing = Math.max(0.01, Math.ceil((4.5 - contrast) * 10) / 100)
          return { contrast, needed: 4.5 as const, scrim: contrast < 4.5 ? { tone: 'black' as const, opacity: missing } : null }
        })
      },
    },
  })
  return {
    readability,
    asked,
    said,
    gone,
    refuses,
    laid,
    helps,
    jobs,
    selection,
    time,
    most: () => mostDrawing,
    reading: (nodeId: string) => readability.readings.peek().get(nodeId),
  }
}

function select(id: string, within: readonly string[] = []): Selection {
  return {
    kind: 'one',
    source: { ...villa, id, ancestors: within.map((around) => ({ id: around, name: around, type: 'FRAME' })) },
  }
}

describe('the texts of a finished picture', () => {
  it('are measured by themselves, once, and not before', async () => {
    const { jobs, asked, reading } = stage()
    jobs.value = [running('1')]
    await settled()
    expect(asked).toEqual([])
    jobs.value = [done('1')]
    expect(reading('1')).toEqual({ state: 'measuring' })
    await settled()
    jobs.value = [done('2'), done('1')]
    await settled()
    expect(asked).toEqual(['1', '2'])
    expect(reading('1')).toMatchObject({ state: 'measured', count: 2, lowest: 2, unreadable: [{ id: 'a', remedy: 'soft' }] })
  })

  it('are measured one picture after the other, of many the last eight', async () => {
    const { jobs, asked, most } = stage()
    const all = Array.from({ length: 20 }, (_, index) => done(String(index)))
    jobs.value = [...all].reverse()
    await settled()
    expect(asked).toEqual(['12', '13', '14', '15', '16', '17', '18', '19'])
    expect(most()).toBe(1)
  })

  it('are silent where there are none', async () => {
    const { jobs, reading, said } = stage({})
    jobs.value = [done('1')]
    await settled()
    expect(reading('1')).toEqual({ state: 'no-texts' })
    expect(said).toEqual([])
  })

  it('are looked for without a word where nothing was chosen to stay live', async () => {
    const { jobs, asked, reading } = stage()
    jobs.value = [done(plainKey)]
    expect(reading(plainKey)).toBeUndefined()
    await settled()
    expect(asked).toEqual([plainKey])
    expect(reading(plainKey)).toMatchObject({ state: 'measured' })
    const blind = stage()
    blind.refuses.add('readability')
    blind.jobs.value = [done(plainKey)]
    await settled()
    expect(blind.reading(plainKey)).toBeUndefined()
  })

  it('keep the state of a fix that begins while they are measured', async () => {
    const { readability } = stage()
    readability.measure('1')
    await settled()
    const states: unknown[] = []
    readability.readings.subscribe((all) => {
      const one = all.get('1')
      if (one?.state === 'measured') states.push([one.doing, one.mended])
    })
    readability.measure('1')
    readability.recolour('1')
    await settled()
    expect(states).toEqual([
      [null, null],
      ['recolouring', null],
      [null, 'recoloured'],
    ])
  })

  it('are forgotten with a picture that is gone', async () => {
    const { readability, gone, reading, said } = stage()
    readability.measure('1')
    await settled()
    gone.add('1')
    readability.measure('1')
    await settled()
    expect(reading('1')).toBeUndefined()
    expect(said.at(-1)).toBe('This picture is no longer in the file.')
  })

  it('can be measured again where that failed', async () => {
    const { readability, refuses, reading, said } = stage()
    refuses.add('readability')
    readability.measure('1')
    await settled()
    expect([reading('1'), said.at(-1)]).toEqual([{ state: 'failed' }, 'The text could not be measured.'])
    refuses.clear()
    readability.measure('1')
    await settled()
    expect([reading('1')?.state, said.at(-1)]).toEqual(['measured', '1 text hard to read.'])
  })
})

async function measured(plain?: Readonly<Record<string, number>>) {
  const staged = stage(plain)
  staged.readability.measure('1')
  await settled()
  staged.asked.length = 0
  return staged
}

describe('scrims', () => {
  it('are tried before they are laid, laid once, and measured again', async () => {
    const { readability, asked, reading, said } = await measured()
    readability.layScrims('1')
    readability.layScrims('1')
    expect(reading('1')).toMatchObject({ state: 'measured', doing: 'laying' })
    await settled()
    // Without a scrim, with one that suffices, and with a hundredth less.
    expect(asked).toEqual(['1 with 0', '1 with 1', '1 with 1', 'lay 0.25 on 1'])
    expect(reading('1')).toMatchObject({ laid: 1, mended: 'laid', doing: null, unreadable: [], lowest: 4.5 })
    expect(said.at(-1)).toBe('All 2 texts pass. Lowest 4.5 : 1. 1 scrim added.')
  })

  it('go again', async () => {
    const { readability, reading, laid, said } = await measured()
    readability.layScrims('1')
    await settled()
    readability.removeScrims('1')
    await settled()
    expect(laid.get('1')).toEqual([])
    expect(reading('1')).toMatchObject({ laid: 0, mended: 'removed', unreadable: [{ id: 'a' }] })
    expect(said.at(-1)).toBe('Scrims removed. 1 text hard to read.')
  })

  it('are not laid where they do nothing, and are not offered again', async () => {
    const { readability, helps, asked, reading } = await measured()
    helps.now = false
    readability.layScrims('1')
    await settled()
    expect(asked.filter((question) => question.startsWith('lay'))).toEqual([])
    expect(asked.length).toBeLessThan(12)
    expect(reading('1')).toMatchObject({ laid: 0, unreadable: [{ id: 'a', remedy: 'none' }] })
  })

  it('are nearly solid where less does not do', async () => {
    const { readability, laid, reading } = await measured({ a: -4, b: 3 })
    expect(reading('1')).toMatchObject({
      unreadable: [
        { id: 'a', remedy: 'solid' },
        { id: 'b', remedy: 'soft' },
      ],
    })
    readability.layScrims('1')
    await settled()
    expect(laid.get('1')?.map(({ opacity }) => opacity)).toEqual([0.85, 0.15])
    expect(reading('1')).toMatchObject({ unreadable: [] })
  })

  it('are not needed where another colour of the text is enough, when all is to be mended', async () => {
    const { readability, asked, reading, said } = await measured()
    readability.fix('1')
    await settled()
    expect(asked).toEqual(['1', 'recolour a on 1'])
    expect(reading('1')).toMatchObject({ mended: 'recoloured', unreadable: [] })
    expect(said.at(-1)).toBe('All 2 texts pass. Lowest 6.0 : 1.')
  })

  it('of several pictures are told together, once all are done', async () => {
    const { readability, said } = await measured()
    readability.measure('2')
    await settled()
    readability.layScrims('1')
    readability.layScrims('2')
    await settled()
    expect(said.filter((text) => text.includes('scrim'))).toEqual(['All 4 texts pass. Lowest 4.5 : 1. 2 scrims added.'])
  })

  it('leave what was known where they cannot be laid', async () => {
    const { readability, refuses, reading, said } = await measured()
    const before = reading('1')
    refuses.add('layScrims')
    readability.layScrims('1')
    await settled()
    expect([reading('1'), said.at(-1)]).toEqual([before, 'The scrims could not be added.'])
  })
})

describe('the selected result', () => {
  it('is the one that is selected, or that the selected text lies in', async () => {
    const { readability, selection } = await measured()
    expect(readability.about.peek()).toBeNull()
    selection.value = select('1')
    expect(readability.about.peek()).toBe('1')
    selection.value = select('9', ['5', '1'])
    expect(readability.about.peek()).toBe('1')
    selection.value = select('2')
    expect(readability.about.peek()).toBeNull()
  })

  it('is called old after an edit, but not for what was just laid', async () => {
    const { readability, selection, time, reading } = await measured()
    selection.value = select('1')
    readability.layScrims('1')
    await settled()
    readability.edited('1')
    expect(reading('1')).toMatchObject({ isOld: false })
    time.pass(10_000)
    readability.edited('1')
    expect(reading('1')).toMatchObject({ isOld: true, laid: 1 })
    readability.measure('1')
    await settled()
    expect(reading('1')).toMatchObject({ isOld: false, laid: 1 })
  })

  it('is measured again where a fix was undone, selected or not, and once for all edits in a row', async () => {
    const { readability, time, reading, laid, asked } = await measured()
    readability.layScrims('1')
    await settled()
    time.pass(10_000)
    laid.set('1', [])
    const before = asked.length
    readability.edited('1')
    time.pass(100)
    readability.edited('1')
    time.pass(600)
    await settled()
    expect(asked.slice(before)).toEqual(['1'])
    expect(reading('1')).toMatchObject({ isOld: false, laid: 0, mended: null, unreadable: [{ id: 'a' }] })
    // What is edited from now on is measured on request.
    readability.edited('1')
    time.pass(10_000)
    await settled()
    expect(asked.slice(before)).toEqual(['1'])
    expect(reading('1')).toMatchObject({ isOld: true })
  })
})
