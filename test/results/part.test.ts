import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../src/core/job/job.ts'
import { countResults } from '../../src/core/results/results.ts'
import { makeResults } from '../../src/ui/results/part.ts'
import { virtualTime } from '../support/network.ts'
import { type FakePage, anEntry, fakePage } from '../support/fake-page.ts'
import { settled } from '../support/settled.ts'

function panelOf(page: FakePage) {
  const jobs = signal<readonly Job[]>([])
  const gone = signal('')
  const said: string[] = []
  const say = (text: string): void => void said.push(text)
  const { figma, urls, copy } = page
  const selectedResult = signal<{ readonly nodeId: string } | null>(null)
  const revealed: string[] = []
  const panel = makeResults({
    selectedResult,
    selection: { reveal: ({ id }) => void revealed.push(id) },
    figma,
    urls,
    copy,
    time: virtualTime(),
    jobs: { list: jobs, gone, keepOnly: figma.keepOnly },
    exportLock: (work) => work(),
    announce: say,
  })
  const count = (): number | null => (panel.listing.peek().state === 'read' ? countResults(groupsIn()) : null)
  const groupsIn = () => {
    const now = panel.listing.peek()
    return now.state === 'read' ? now.groups : []
  }
  return { panel, selectedResult, revealed, jobs, gone, said, count, last: () => said.at(-1) }
}

function done(key: string): Job {
  return { key, run: key, title: '', sourceName: '', startedAt: 0, phase: 'done', nodeId: '9:9', notes: [] }
}

function two(): FakePage {
  return fakePage([anEntry('1', { seed: 11 }), anEntry('2', { seed: 22, look: 'brick' })])
}

describe('a star that could not be kept', () => {
  it('lists nothing when the page is being read again', async () => {
    const page = two()
    const { panel, last } = panelOf({ ...page, figma: { ...page.figma, star: () => Promise.reject(new Error('gone')) } })
    panel.open()
    await settled()
    panel.star('1', true)
    panel.close()
    panel.open()
    await Promise.resolve()
    await Promise.resolve()
    expect(panel.listing.peek().state).toBe('reading')
    await settled()
    expect(panel.listing.peek()).toMatchObject({ state: 'read', total: 2 })
    expect(last()).toContain('2 pictures')
  })
})

describe('the results of a page', () => {
  it('are read when the panel opens, each time, and never before', async () => {
    const page = two()
    const { panel, count, last } = panelOf(page)
    await settled()
    expect(page.asked).toEqual([])
    panel.open()
    expect(panel.listing.peek().state).toBe('reading')
    await settled()
    expect([count(), last()]).toEqual([2, '2 pictures on this page.'])
    panel.close()
    page.entries = []
    panel.open()
    await settled()
    expect(count()).toBe(0)
    expect(page.asked).toEqual(['results', 'results'])
  })

  it('are read again when a picture is finished while it is open, once a picture', async () => {
    const page = two()
    const { panel, jobs, count } = panelOf(page)
    jobs.value = [done('before')]
    panel.open()
    await settled()
    page.entries = [...page.entries, anEntry('3')]
    jobs.value = [done('before'), done('after')]
    await settled()
    expect(count()).toBe(3)
    jobs.value = [done('before'), done('after')]
    panel.close()
    jobs.value = [done('closed')]
    await settled()
    expect(page.asked).toEqual(['results', 'results'])
  })

  it('are read again when one is undone or comes back, and what was kept is told until then', async () => {
    const page = two()
    const { panel, gone, count, last } = panelOf(page)
    panel.open()
    await settled()
    const before = page.entries
    const kept = panel.keep('1', ['2'])
    // Removals are reported in parts.
    gone.value = '0'
    await settled()
    gone.value = '0,2'
    await kept
    await settled()
    expect([count(), last()]).toEqual([1, '1 other removed. One undo brings it back.'])
    page.entries = before
    gone.value = ''
    await settled()
    expect([count(), last()]).toEqual([2, '2 pictures on this page.'])
  })

  it('lead to the one that was kept where the selected one goes, and move no other selection', async () => {
    const { panel, selectedResult, revealed } = panelOf(two())
    selectedResult.value = { nodeId: '1' }
    await panel.keep('1', ['2'])
    expect(revealed).toEqual([])
    selectedResult.value = { nodeId: '2' }
    await panel.keep('1', ['2'])
    expect(revealed).toEqual(['1'])
  })

  it('say so where they cannot be read, and can be asked for again', async () => {
    const page = two()
    page.refuses.add('results')
    const { panel, count } = panelOf(page)
    panel.open()
    await settled()
    expect(panel.listing.peek()).toEqual({ state: 'failed' })
    page.refuses.clear()
    panel.read()
    await settled()
    expect(count()).toBe(2)
  })

  it('do not come back into a panel that was closed while they were read', async () => {
    const { panel } = panelOf(two())
    panel.open()
    panel.close()
    await settled()
    expect(panel.listing.peek()).toEqual({ state: 'reading' })
  })
})

describe('a search', () => {
  it('shows at once what matches, and tells the number when typing rests', async () => {
    const { panel, count, said } = panelOf(two())
    panel.open()
    await settled()
    panel.want({ text: 'b' })
    panel.want({ text: 'brick' })
    expect(count()).toBe(1)
    await settled()
    expect(said.slice(-2)).toEqual(['2 pictures on this page.', '1 of 2 pictures.'])
    panel.want({ isStarredOnly: true })
    expect(count()).toBe(0)
  })

  it('is over when the panel is opened again', async () => {
    const { panel } = panelOf(two())
    panel.open()
    panel.want({ text: 'brick', isStarredOnly: true })
    panel.close()
    panel.open()
    expect(panel.wanted.peek()).toEqual({ text: '', isStarredOnly: false, keptAtLeast: 0, isMostKeptFirst: false })
  })
})

describe('a star', () => {
  const isStarred = (panel: ReturnType<typeof panelOf>['panel']): boolean | undefined => {
    const now = panel.listing.peek()
    return now.state === 'read' ? now.groups[0]?.results[0]?.isStarred : undefined
  }

  it('is seen at once and written', async () => {
    const page = fakePage([anEntry('1')])
    const { panel } = panelOf(page)
    panel.open()
    await settled()
    panel.star('1', true)
    expect(isStarred(panel)).toBe(true)
    await settled()
    expect(page.asked).toContain('star 1 true')
  })

  it('that cannot be written goes again, and it is said', async () => {
    const page = fakePage([anEntry('1')])
    page.refuses.add('star')
    const { panel, last } = panelOf(page)
    panel.open()
    await settled()
    panel.star('1', true)
    await settled()
    expect([isStarred(panel), last()]).toEqual([false, 'The star could not be kept. The layer may be gone.'])
  })
})

describe('what is copied', () => {
  it('is the prompt, the seed, or everything as JSON, and it is said', async () => {
    const page = two()
    const { panel, said } = panelOf(page)
    panel.open()
    await settled()
    panel.want({ text: 'brick' })
    await settled()
    panel.copyPrompt('2')
    panel.copySeed('2')
    panel.copyAll()
    expect(page.copied.slice(0, 2)).toEqual(['A building clad in larch, low golden sun. Tall grasses.', '22'])
    expect(JSON.parse(page.copied[2] ?? '')).toMatchObject([{ nodeId: '1' }, { nodeId: '2', recipe: { seed: 22 } }])
    expect(said.slice(-3)).toEqual(['Prompt copied.', 'Seed copied.', 'All recipes copied as JSON.'])
    page.refuses.add('copy')
    panel.copySeed('1')
    expect(said.at(-1)).toBe('This could not be copied.')
  })
})

describe('small pictures', () => {
  it('are exported only for what is in view, one at a time, each once', async () => {
    const page = fakePage(['1', '2', '3', '4'].map((id) => anEntry(id)))
    const { panel } = panelOf(page)
    panel.open()
    await settled()
    panel.setInView(['1', '2'])
    panel.setInView(['2', '3'])
    await settled()
    expect(page.asked).toEqual(['results', 'thumbnail 1', 'thumbnail 2', 'thumbnail 3'])
    expect(page.mostExports).toBe(1)
    panel.setInView(['1', '2', '3'])
    await settled()
    expect(page.asked).toHaveLength(4)
    expect(panel.thumbnail('3').peek().state).toBe('ready')
    expect(panel.thumbnail('4').peek().state).toBe('none')
  })

  it('that cannot be made hold up no other', async () => {
    const page = two()
    const { panel } = panelOf(page)
    page.refuses.add('thumbnail')
    panel.setInView(['1'])
    await settled()
    page.refuses.clear()
    panel.setInView(['1', '2'])
    await settled()
    expect(['1', '2'].map((id) => panel.thumbnail(id).peek().state)).toEqual(['failed', 'ready'])
  })

  it('give back every address when the panel is closed, also those that come late', async () => {
    const page = two()
    const { panel } = panelOf(page)
    panel.open()
    await settled()
    panel.setInView(['1'])
    await settled()
    expect(page.addresses.size).toBe(1)
    panel.setInView(['1', '2'])
    panel.close()
    await settled()
    expect(page.addresses.size).toBe(0)
    panel.open()
    panel.setInView(['1'])
    await settled()
    expect(page.addresses.size).toBe(1)
  })
})
