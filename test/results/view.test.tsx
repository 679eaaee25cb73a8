import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakePage, anEntry, fakePage } from '../support/fake-page.ts'
import { signal } from '@preact/signals'
import { Results } from '../../src/ui/results/Results.tsx'
import { makeResults } from '../../src/ui/results/part.ts'
import { recorder } from '../support/calls.ts'
import { virtualTime } from '../support/network.ts'
import { all, close, drawn, enter, get, nameOf, open, page as screen, show } from '../support/screen.tsx'

/** An IntersectionObserver, which happy-dom lacks: the test says what is in view. */
const eyes = new Set<Eye>()
class Eye implements Pick<IntersectionObserver, 'observe' | 'disconnect'> {
  readonly watched: Element[] = []
  readonly tell: IntersectionObserverCallback
  constructor(tell: IntersectionObserverCallback) {
    this.tell = tell
    eyes.add(this)
  }
  observe(part: Element): void {
    this.watched.push(part)
  }
  disconnect(): void {
    eyes.delete(this)
  }
}

const browsersOwn = globalThis.IntersectionObserver

function see(isInView: (part: Element) => boolean): void {
  for (const { watched, tell } of eyes)
    tell(
      watched.map((target) => ({ target, isIntersecting: isInView(target) }) as IntersectionObserverEntry),
      {} as IntersectionObserver,
    )
}

beforeEach(() => {
  open()
  Object.assign(globalThis, { IntersectionObserver: Eye })
})
afterEach(() => {
  close()
  eyes.clear()
  Object.assign(globalThis, { IntersectionObserver: browsersOwn })
})

async function openResults({ figma, urls, copy }: FakePage) {
  const { calls, note } = recorder()
  const status = signal('')
  const part = makeResults({
    figma,
    urls,
    copy,
    time: virtualTime(),
    jobs: { list: signal([]), gone: signal(''), keepOnly: figma.keepOnly },
    exportLock: (work) => work(),
    selectedResult: signal(null),
    selection: { reveal: note('reveal') },
    announce: (text) => {
      status.value = text
    },
  })
  show(<Results part={part} notices={{ status }} onShow={note('show')} onCompare={note('compare')} />)
  part.open()
  await drawn()
  await drawn()
  return { calls, status, part }
}

function tiles(): readonly HTMLElement[] {
  return [...get('dialog', 'Results').querySelectorAll<HTMLElement>('[data-node]')]
}

function inTile(id: string, name: string): HTMLElement {
  const tile = tiles().find(({ dataset }) => dataset['node'] === id)
  const found = [...(tile?.querySelectorAll('button') ?? [])].filter((button) => nameOf(button) === name)
  if (found[0] === undefined || found.length > 1) throw new Error(`${name} of ${id}: found ${found.length}`)
  return found[0]
}

async function unfold(id: string): Promise<void> {
  inTile(id, 'More').click()
  await drawn()
}

function three(): FakePage {
  return fakePage([
    anEntry('1', { seed: 11 }),
    anEntry('2', { seed: 12 }),
    anEntry(
      '3',
      {
        seed: 13,
        createdAt: 1_600_000_000_000,
        look: 'brick',
        light: 'snow',
        words: '',
        source: { id: '4:4', name: 'Hut', width: 9, height: 9, scene: null, fingerprint: '' },
      },
      true,
    ),
  ])
}

describe('the results', () => {
  it('stand in groups that tell look, light, source, own words and how many there are, newest first', async () => {
    await openResults(three())
    const lists = all('list').filter((list) => get('dialog').contains(list))
    expect(lists.map(nameOf)).toEqual(['Warm timber, golden', 'Brick, snow'])
    expect(lists.map((list) => list.children.length)).toEqual([2, 1])
    expect(tiles().map(({ dataset }) => dataset['node'])).toEqual(['1', '2', '3'])
    expect(tiles().map(({ textContent }) => textContent)).toEqual(['Variant 1', 'Variant 2', 'FLUX.1 Depth [pro]'])
    for (const text of ['Villa', '“tall grasses”', 'Hut']) expect(get('dialog').textContent).toContain(text)
    expect(get('dialog').querySelector('[role=status]')?.textContent).toBe('3 pictures on this page.')
  })

  it('are told apart for a screen reader by their captions', async () => {
    await openResults(three())
    const about = screen.querySelector(`[id="${inTile('2', 'Star').getAttribute('aria-describedby')}"]`)
    expect(about?.textContent).toBe('Variant 2')
  })

  it('are chosen from: the others of the run go, and only these', async () => {
    const sandbox = three()
    const { status } = await openResults(sandbox)
    await unfold('2')
    inTile('2', 'Keep this one').click()
    await drawn()
    await drawn()
    expect(sandbox.asked).toContain('keepOnly 2 without 1')
    expect(status.value).toBe('1 other removed. One undo brings it back.')
    expect(tiles().map(({ dataset }) => dataset['node'])).toEqual(['2', '3'])
  })

  it('are starred by one press', async () => {
    const sandbox = three()
    await openResults(sandbox)
    expect([inTile('2', 'Star'), inTile('3', 'Star')].map((star) => star.getAttribute('aria-pressed'))).toEqual(['false', 'true'])
    inTile('2', 'Star').click()
    await drawn()
    expect(inTile('2', 'Star').getAttribute('aria-pressed')).toBe('true')
    expect(sandbox.asked).toContain('star 2 true')
  })

  it('lead to the canvas and to a comparison', async () => {
    const { calls } = await openResults(three())
    inTile('2', 'Show on canvas').click()
    inTile('2', 'Compare').click()
    expect(calls).toEqual([
      ['show', '2'],
      ['compare', '2'],
    ])
  })

  it('give their seed and their prompt to the clipboard, and say so', async () => {
    const sandbox = three()
    const { status } = await openResults(sandbox)
    await unfold('2')
    inTile('2', 'Copy seed').click()
    expect([sandbox.copied.at(-1), status.value]).toEqual(['12', 'Seed copied.'])
    inTile('2', 'Copy prompt').click()
    expect(sandbox.copied).toHaveLength(2)
    expect(status.value).toBe('Prompt copied.')
  })

  it('of a newer version are shown and compared, and nothing else can be done with them', async () => {
    await openResults(
      fakePage([
        { ...anEntry('1'), recipe: '{"version":2}' },
        { ...anEntry('2'), recipe: 'x' },
      ]),
    )
    expect(get('dialog').textContent).toContain('Made with a newer version')
    for (const tile of tiles()) expect([...tile.querySelectorAll('button')].map(nameOf)).toEqual(['Show on canvas', 'Compare'])
    expect(tiles()[0]?.textContent).toBe('Layer 1')
  })

  it('show markup in names, words and searches as the text it is', async () => {
    const html = '<img src=x onerror=alert(1)>'
    await openResults(
      fakePage([
        anEntry('1', { words: html, look: html, source: { id: '1', name: html, width: 1, height: 1, scene: null, fingerprint: '' } }),
      ]),
    )
    enter(get('searchbox', 'Search prompts'), html)
    await drawn()
    expect(get('dialog').textContent).toContain(`“${html}”`)
    enter(get('searchbox', 'Search prompts'), `${html} nowhere`)
    await drawn()
    expect(get('dialog').textContent).toContain(html)
    expect(get('dialog').querySelector('img')).toBeNull()
  })

  it('tell what to do where there are none', async () => {
    await openResults(fakePage())
    expect(get('dialog').textContent).toContain('No pictures on this page yet. Select a frame, choose a look and press Restyle.')
    expect([all('searchbox'), all('button', 'Copy all as JSON')].flat()).toEqual([])
    expect(document.activeElement).toBe(get('button', 'Close'))
  })

  it('can be asked for again where the page could not be read', async () => {
    const sandbox = three()
    sandbox.refuses.add('results')
    await openResults(sandbox)
    sandbox.refuses.clear()
    get('button', 'Try again').click()
    await drawn()
    expect(tiles()).toHaveLength(3)
  })

  it('close by their button, and everything is given back', async () => {
    const sandbox = three()
    await openResults(sandbox)
    see(() => true)
    await drawn()
    expect(sandbox.addresses.size).toBe(3)
    get('button', 'Close').click()
    await drawn()
    expect(all('dialog')).toHaveLength(0)
    expect(sandbox.addresses.size).toBe(0)
    expect(eyes.size).toBe(0)
  })
})

describe('searching', () => {
  it('narrows the list, tells the number, and offers the way back where nothing matches', async () => {
    const { status } = await openResults(three())
    enter(get('searchbox', 'Search prompts'), 'brick')
    await drawn()
    expect(tiles()).toHaveLength(1)
    expect(status.value).toBe('1 of 3 pictures.')
    enter(get('searchbox', 'Search prompts'), 'granite')
    await drawn()
    expect(get('dialog').textContent).toContain('No picture was made with “granite”.')
    get('button', 'Show all').click()
    await drawn()
    expect(tiles()).toHaveLength(3)
    expect(get('searchbox')).toHaveProperty('value', '')
  })

  it('can be for stars alone', async () => {
    await openResults(three())
    get('checkbox', 'Starred').click()
    await drawn()
    expect(tiles().map(({ dataset }) => dataset['node'])).toEqual(['3'])
    inTile('3', 'Star').focus()
    inTile('3', 'Star').click()
    await drawn()
    expect(get('dialog').textContent).toContain('No picture has a star yet.')
    expect(document.activeElement).toBe(get('checkbox', 'Starred'))
  })
})

describe('hundreds of results', () => {
  const many = (): FakePage => fakePage(Array.from({ length: 500 }, (_, nth) => anEntry(String(nth), { seed: nth })))

  it('stand where they stood, after one was shown on the canvas; the next time they begin at the top', async () => {
    const { part } = await openResults(many())
    part.want({ text: 'tall' })
    await drawn()
    get('button', 'Show more').click()
    await drawn()
    inTile('40', 'Show on canvas').click()
    const reopen = async (): Promise<void> => {
      get('button', 'Close').click()
      await drawn()
      part.open()
      await drawn()
      await drawn()
    }
    await reopen()
    expect(document.activeElement).toBe(inTile('40', 'Show on canvas'))
    expect(get('searchbox')).toHaveProperty('value', 'tall')
    await reopen()
    expect(document.activeElement).toBe(get('searchbox'))
    expect([tiles().length, part.wanted.peek().text]).toEqual([24, ''])
  })

  it('are drawn as far as somebody scrolls, or asks for more', async () => {
    await openResults(many())
    const first = tiles().length
    expect(first).toBeLessThan(50)
    expect(get('dialog').textContent).toContain('500')
    get('button', 'Show more').click()
    await drawn()
    const second = tiles().length
    expect(second).toBeGreaterThan(first)
    see((part) => part.matches('.more'))
    await drawn()
    expect(tiles().length).toBeGreaterThan(second)
    while (all('button', 'Show more').length > 0) {
      get('button', 'Show more').click()
      await drawn()
    }
    expect(tiles()).toHaveLength(500)
  })

  it('have small pictures where they are in view and nowhere else', async () => {
    const sandbox = many()
    await openResults(sandbox)
    expect(sandbox.asked).toEqual(['results'])
    see((part) => part === tiles()[3] || part === tiles()[4])
    await drawn()
    expect(sandbox.asked).toEqual(['results', 'thumbnail 3', 'thumbnail 4'])
    expect(
      tiles()
        .filter((tile) => tile.querySelector('img'))
        .map(({ dataset }) => dataset['node']),
    ).toEqual(['3', '4'])
  })
})
