import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Failure, failure, failureCodes } from '../../src/core/failure/failure.ts'
import type { Job, Link } from '../../src/core/job/job.ts'
import { showJobs } from '../support/jobs-view.tsx'
import { all, close, drawn, get, nameOf, open, page } from '../support/screen.tsx'
import { aRecipe } from '../support/tasks.ts'

beforeEach(open)
afterEach(close)

const about = { run: 'r1', title: 'Warm timber, golden', sourceName: 'Villa' }
const remote = { remoteId: 'r', acceptedAt: 990_000 }

function failedJob(told: Failure, link: Link | null = null): Job {
  return {
    key: 'k1',
    ...about,
    startedAt: 980_000,
    phase: 'failed',
    failure: told,
    remote: null,
    link,
  }
}

const picture = new File(['png'], 'picture.png', { type: 'image/png' })

/** A drop on the zone, or a paste somewhere on the page. */
function hand(type: 'drop' | 'paste', transfer: object, target: Element | null = page.querySelector('.drop')): void {
  const event = new Event(type, { bubbles: true, cancelable: true })
  Object.defineProperty(event, type === 'drop' ? 'dataTransfer' : 'clipboardData', { value: transfer })
  target?.dispatchEvent(event)
}

function zoneAlert(): string {
  return page.querySelector('.drop [role=alert]')?.textContent ?? ''
}

describe('the jobs', () => {
  it('tell phase, seconds and progress while they run, and can be cancelled', () => {
    const job: Job = {
      key: 'k1',
      ...about,
      startedAt: 982_000,
      phase: 'polling',
      status: 'Working',
      progress: 0.62,
      queue: null,
      offline: false,
      pause: null,
      ...remote,
    }
    const { calls } = showJobs([job])
    const item = get('listitem')
    expect(item.dataset['phase']).toBe('polling')
    expect(item.textContent).toContain('Generating, 62 % · 18 s')
    expect(get('progressbar').getAttribute('aria-valuenow')).toBe('62')
    get('button', 'Cancel').click()
    expect(calls).toEqual([['cancel', 'k1']])
  })

  it('tell how long pictures like it usually take, and fill their bar by that', () => {
    const job: Job = {
      key: 'k1',
      ...about,
      startedAt: 990_000,
      phase: 'polling',
      status: 'Working',
      progress: null,
      queue: null,
      offline: false,
      pause: null,
      ...remote,
    }
    showJobs([job], { usual: { low: 11, middle: 20, high: 24 } })
    expect(get('listitem').textContent).toContain('Generating · 10 s · usually 10–25 s')
    expect(get('progressbar').getAttribute('aria-valuenow')).toBe('50')
  })

  it('count the seconds of a wait, not those since the start', () => {
    showJobs([{ key: 'k1', ...about, startedAt: 982_000, phase: 'submitting', pause: { because: 'rate-limited', until: 1_012_000 } }])
    expect(get('listitem').dataset['phase']).toBe('submitting')
    expect(get('listitem').textContent).toContain('CometAPI is busy. Trying again in 12 s')
    expect(get('listitem').textContent).not.toContain('18 s')
  })

  it('show no progress that the service did not tell', () => {
    showJobs([{ key: 'k1', ...about, startedAt: 982_000, phase: 'submitting', pause: null }])
    expect(get('progressbar').hasAttribute('aria-valuenow')).toBe(false)
  })

  it('wait for a person when an earlier window left them unsent', () => {
    const { calls } = showJobs([{ key: 'k1', ...about, startedAt: 0, phase: 'queued', isHeld: true }])
    get('button', 'Retry').click()
    get('button', 'Dismiss').click()
    expect(all('button', 'Cancel')).toHaveLength(0)
    expect(calls).toEqual([
      ['retry', 'k1'],
      ['dismiss', 'k1'],
    ])
  })

  it('name what could make a picture whose model is gone, and nothing of the kind elsewhere', () => {
    showJobs([failedJob(failure('model-unavailable', 'HTTP 503'))])
    expect(get('listitem').textContent).toContain('Not charged. FLUX.2 [pro] can make it instead.')
    close()
    open()
    showJobs([failedJob(failure('rate-limited', 'HTTP 429'))])
    expect(get('listitem').textContent).not.toContain('FLUX.2')
  })

  it('lead to the finished picture', () => {
    const { calls } = showJobs([{ key: 'k1', ...about, startedAt: 0, phase: 'done', nodeId: '9:9', notes: ['moved'] }])
    expect(get('listitem').textContent).toContain('found a new place')
    get('button', 'Compare').click()
    get('button', 'Show on canvas').click()
    get('button', 'Dismiss').click()
    expect(calls).toEqual([
      ['compare', '9:9'],
      ['show', '9:9'],
      ['dismiss', 'k1'],
    ])
  })

  it('offer more like a finished picture', () => {
    const { calls } = showJobs([{ key: 'k1', ...about, startedAt: 0, phase: 'done', nodeId: '9:9', notes: [] }])
    get('button', '4 more like Warm timber, golden').click()
    expect(calls).toEqual([['more', '9:9', aRecipe()]])
  })

  it('say that a picture was undone, and put it back', () => {
    const { calls } = showJobs([{ key: 'k1', ...about, startedAt: 0, phase: 'done', nodeId: '9:9', notes: [], gone: 'undone' }])
    expect(get('listitem').textContent).toContain('Undone or deleted.')
    expect(page.querySelector('.news')?.textContent).toBe('Undone or deleted.')
    expect([all('button', 'Compare'), all('button', 'Show on canvas'), all('button', /^4 more/)].flat()).toEqual([])
    get('button', 'Put back').click()
    expect(calls).toEqual([['putBack', 'k1']])
  })

  it('tell what cancelling costs', () => {
    showJobs([{ key: 'k1', ...about, startedAt: 0, phase: 'cancelled', charged: 'unknown' }])
    expect(get('listitem').dataset).toMatchObject({ phase: 'cancelled', charged: 'unknown' })
  })

  it.each(failureCodes)('carry code, charge, a next step and the details for %s', (code) => {
    const told = failure(code, 'detail')
    const { calls } = showJobs([failedJob(told)])
    expect(get('listitem').dataset).toMatchObject({ phase: 'failed', failure: code, charged: told.charged })
    get('button', 'Copy details').click()
    expect(calls).toEqual([['copy-details', 'k1']])
  })

  it('warn of paying twice only where that can happen', () => {
    showJobs([failedJob(failure('maybe-submitted', ''))])
    expect(get('listitem').textContent).toContain('may cost a second time')
    showJobs([failedJob(failure('rate-limited', ''))])
    expect(get('listitem').textContent).not.toContain('second time')
  })

  it('offer a new seed for a plain picture', () => {
    const { calls } = showJobs([{ key: 'k1', ...about, startedAt: 0, phase: 'done', nodeId: '9:9', notes: ['plain-picture'] }])
    expect(get('listitem').textContent).toContain('Services answer so when they hold a picture back.')
    get('button', 'New seed').click()
    expect(calls).toEqual([['more', '9:9', aRecipe(), 1]])
  })

  it('take a picture that was saved by hand, while the link counts down', async () => {
    const fake = showJobs([failedJob(failure('delivery-blocked', ''), { url: 'https://x', until: 1_000_000 + 522_400 })])
    // The window's clock is a little behind the link's; it must never show more than ten minutes.
    expect(get('listitem').textContent).toContain('8:42')
    get('button', 'Choose file')
    const picker = page.querySelector<HTMLInputElement>('input[type=file]')
    const file = new File(['png'], 'picture.png', { type: 'image/png' })
    Object.defineProperty(picker, 'files', { value: [file] })
    picker?.dispatchEvent(new Event('change', { bubbles: true }))
    expect(fake.calls).toEqual([['dropPicture', 'k1', file]])
    fake.now.value += 600_000
    await drawn()
    expect(get('listitem').textContent).toContain('The link has expired')
  })

  it.each([
    [['text/uri-list', 'text/html'], 'Your browser gave only the address. Save the picture first, then drop the file.'],
    [['text/html'], 'Your browser gave a piece of a page, no file. Save the picture first, then drop the file.'],
    [['text/plain'], 'This is text, no picture. Save the picture first, then drop the file.'],
    [[], 'No file came along. Save the picture first, then drop the file.'],
  ])('say what to do instead of dropping or pasting %j', async (types, advice) => {
    const fake = showJobs([failedJob(failure('delivery-blocked', ''), { url: 'https://x', until: 1_000_000 })])
    hand('drop', { files: [], types })
    await drawn()
    expect(zoneAlert()).toBe(advice)
    hand('drop', { files: [picture], types: ['Files'] })
    await drawn()
    expect(zoneAlert()).toBe('')
    hand('paste', { files: [], types })
    await drawn()
    expect(zoneAlert()).toBe(advice)
    expect(fake.calls).toEqual([['dropPicture', 'k1', picture]])
  })

  it('say what to do instead of dropping a folder or several files', async () => {
    const fake = showJobs([failedJob(failure('delivery-blocked', ''), { url: 'https://x', until: 1_000_000 })])
    const folder = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true }) }
    hand('drop', { files: [picture], types: ['Files'], items: [folder] })
    await drawn()
    expect(zoneAlert()).toBe('This is a folder. Open it and drop the file of the picture.')
    hand('drop', { files: [picture, picture], types: ['Files'] })
    await drawn()
    expect(zoneAlert()).toBe('These are several files. Drop the one that belongs to this picture.')
    expect(fake.calls).toEqual([])
  })

  it('take a picture from the clipboard, and leave a paste into a field alone', async () => {
    const fake = showJobs([failedJob(failure('delivery-blocked', ''), { url: 'https://x', until: 1_000_000 })])
    await drawn()
    hand('paste', { files: [picture], types: ['Files'] })
    expect(fake.calls).toEqual([['dropPicture', 'k1', picture]])
    const field = document.body.appendChild(document.createElement('textarea'))
    hand('paste', { files: [picture], types: ['Files'] }, field)
    field.remove()
    expect(fake.calls).toHaveLength(1)
  })

  it('have no billing page where nobody knows that of the service: the settings say then who it is', () => {
    const failed = failedJob(failure('no-credit', 'HTTP 403'))
    showJobs([failed], { baseUrl: 'https://relay.studio' })
    expect(all('button', 'Open billing page')).toHaveLength(0)
    expect(get('button', 'Open settings')).toBeTruthy()
    close()
    open()
    showJobs([failed])
    expect(get('button', 'Open billing page')).toBeTruthy()
  })

  it('show markup in a title as the text it is', () => {
    showJobs([{ key: 'k1', run: 'r1', title: '<b>x</b>', sourceName: '<svg onload=x>', startedAt: 0, phase: 'queued', isHeld: false }])
    expect(get('listitem').textContent).toContain('<b>x</b> <svg onload=x>')
  })
})

describe('a run of several pictures', () => {
  const done: Job = { key: 'k1', ...about, startedAt: 980_000, phase: 'done', nodeId: '9:1', notes: [] }
  const running: Job = {
    key: 'k2',
    ...about,
    startedAt: 980_000,
    phase: 'polling',
    status: 'Working',
    progress: null,
    queue: null,
    offline: false,
    pause: null,
    ...remote,
  }
  const waiting: Job = { key: 'k3', ...about, startedAt: 980_000, phase: 'queued', isHeld: false }
  const lost: Job = { ...failedJob(failure('service-error', '')), key: 'k4' }
  const usual = { low: 20, middle: 20, high: 20 }

  function row(): HTMLElement {
    const [first] = all('listitem')
    if (first === undefined) throw new Error('no row')
    return first
  }

  function pictures(): HTMLElement {
    return get('list', 'Pictures of Villa')
  }

  it('is one row: how many are there, how long it takes, a bar, and its pictures folded but in the document', () => {
    showJobs([done, running, waiting], { usual })
    expect(row().dataset['run']).toBe('r1')
    expect(row().textContent).toContain('1 of 3 · about 20 s')
    const bar = [...row().querySelectorAll<HTMLElement>('[role=progressbar]')].find((one) => one.closest('[data-phase]') === null)
    expect(bar?.getAttribute('aria-valuenow')).toBe('50')
    expect(pictures().hidden).toBe(true)
    expect([...pictures().children].map((item) => item.getAttribute('data-phase'))).toEqual(['done', 'polling', 'queued'])
    expect([...pictures().children].map((item) => item.querySelector('.job-title')?.textContent)).toEqual([
      'Warm timber, golden',
      'Warm timber, golden · 2',
      'Warm timber, golden · 3',
    ])
  })

  it('guesses no time where nothing was learned', () => {
    showJobs([done, running, waiting])
    expect(row().textContent).toContain('1 of 3')
    expect(row().textContent).not.toContain('about')
  })

  it('is stopped while something in it is not the service’s yet, and dismissed once it is over', async () => {
    const { calls } = showJobs([done, running, waiting])
    get('button', 'Stop').click()
    expect(calls).toEqual([['stop', 'r1']])
    close()
    open()
    showJobs([done, running])
    expect(all('button', 'Stop')).toHaveLength(0)
    close()
    open()
    // Further pictures would be ordered automatically.
    showJobs([{ ...running, run: 'r2' }], { growing: ['r2'] })
    get('button', 'Stop')
    close()
    open()
    const over = showJobs([done, { ...done, key: 'k5' }])
    expect(row().textContent).toContain('2 of 2')
    row().querySelector<HTMLElement>('[aria-label=Dismiss]')?.click()
    expect(over.calls).toEqual([['dismissRun', 'r1']])
  })

  it('shows its pictures on demand', async () => {
    showJobs([done, running])
    const fold = get('button', 'Pictures')
    expect(fold.getAttribute('aria-expanded')).toBe('false')
    fold.click()
    await drawn()
    expect([fold.getAttribute('aria-expanded'), pictures().hidden]).toEqual(['true', false])
  })

  it('keeps one of those that are on the canvas, once no more are coming', () => {
    const [kept, third] = [2, 3].map((nth): Job => ({ ...done, key: `k${nth}`, nodeId: `9:${nth}` }))
    const second: Job = { ...done, key: 'k2', nodeId: '9:2', gone: 'undone' }
    if (kept === undefined || third === undefined) throw new Error('no jobs')
    const offered = (): readonly string[] => all('button', /^Keep only/).map(nameOf)
    const { calls } = showJobs([done, second, third])
    expect(offered()).toEqual(['Keep only Warm timber, golden', 'Keep only Warm timber, golden · 3'])
    get('button', 'Keep only Warm timber, golden').click()
    get('button', '4 more like Warm timber, golden').click()
    expect(calls).toEqual([
      ['keep', '9:1', ['9:3']],
      ['more', '9:1', aRecipe()],
    ])
    const none: readonly (readonly [readonly Job[], Parameters<typeof showJobs>[1]])[] = [
      [[done, second], {}],
      [[done, kept, waiting], {}],
      [[done, kept], { growing: ['r1'] }],
    ]
    for (const [jobs, around] of none) {
      close()
      open()
      showJobs(jobs, around)
      expect(offered()).toEqual([])
    }
  })

  it('says how many were kept of it, and which were not', () => {
    showJobs([done, { ...done, key: 'k2', nodeId: '9:2', gone: 'unkept' }, { ...done, key: 'k3', nodeId: '9:3', gone: 'unkept' }])
    expect(row().textContent).toContain('1 kept of 3')
    expect(page.querySelector('.news')?.textContent).toBe('1 kept of 3')
    expect([...pictures().children].map((item) => item.textContent?.includes('Not kept.'))).toEqual([false, true, true])
    expect(all('button', 'Put back')).toHaveLength(2)
  })

  it('tells its frames apart, and keeps the pictures of the others', () => {
    const more = ['Hut', 'Hut'].map((sourceName, n): Job => ({ ...done, key: `k${n + 2}`, nodeId: `9:${n + 2}`, sourceName }))
    const { calls } = showJobs([done, ...more], { ofOther: ['k2', 'k3'] })
    expect(all('button', /^Keep only/).map(nameOf)).toEqual([
      'Keep only Warm timber, golden – Hut',
      'Keep only Warm timber, golden · 2 – Hut',
    ])
    get('button', 'Keep only Warm timber, golden – Hut').click()
    expect(calls).toEqual([['keep', '9:2', ['9:3']]])
    expect(all('button', /^4 more/).map(nameOf)).toContain(`4 more like Warm timber, golden – ${done.sourceName}`)
  })

  it('opens by itself for what failed, and for that alone', async () => {
    showJobs([done, lost])
    expect(row().textContent).toContain('1 of 2 · 1 failed')
    expect(pictures().hidden).toBe(false)
    get('button', 'Pictures').click()
    await drawn()
    expect(pictures().hidden).toBe(true)
  })

  it('sends everything again that costs nothing twice, with one press', () => {
    const held: Job = { key: 'k5', ...about, startedAt: 980_000, phase: 'queued', isHeld: true }
    const keyless: Job = { ...failedJob(failure('key-missing', '')), key: 'k6' }
    const away: Job = { ...failedJob(failure('unreachable', '', 'no')), key: 'k7' }
    const { calls } = showJobs([done, held, keyless, away, lost])
    expect(row().textContent).toContain('1 of 5 · 3 failed · 1 not sent')
    get('button', 'Retry 3 pictures').click()
    expect(calls).toEqual([
      ['retry', 'k5'],
      ['retry', 'k6'],
      ['retry', 'k7'],
    ])
  })

  it('offers that for no single picture, which has its own button, and shows no progress of what nobody sends', () => {
    const held: Job = { key: 'k5', ...about, startedAt: 980_000, phase: 'queued', isHeld: true }
    showJobs([done, held])
    expect(all('button', /^Retry \d/)).toEqual([])
    expect(row().querySelector('.bar.over')).not.toBeNull()
  })
})
