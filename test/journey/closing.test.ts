// Laws 2 and 3: at whatever moment the window closes, an accepted picture arrives, and nothing is automatically sent twice.

import { describe, expect, it } from 'vitest'
import { drawn, results } from './canvas.ts'
import { soon, type Journey } from './journey.ts'
import { endBefore, moments, storedStates, ways, type Kept, type Moment, type Way } from './moments.ts'
import { useStage } from './support.ts'

const { play } = useStage()
const long = 3_600_000

function end({ page }: Journey, way: Way): Promise<void> {
  return page.evaluate((how) => globalThis.playground?.[how](), way)
}

/** Waits until the service has finished everything that it accepted. */
function finish({ service }: Journey): void {
  for (const { id } of service.accepted.slice()) service.tasks.finish(id)
}

/** Checks that every frame is a picture and no record is left. */
async function nothingOpen({ page }: Journey, count: number): Promise<void> {
  await soon(async () => expect(await storedStates(page)).toEqual([]))
  expect(await results(page)).toHaveLength(count)
  expect(await drawn(page)).toHaveLength(count)
}

async function arrivesOnce(journey: Journey, posts = 1): Promise<void> {
  const { service, job, awaitPhase } = journey
  await awaitPhase('done')
  expect(service.submits()).toHaveLength(posts)
  expect(await job(1).count()).toBe(0)
  await nothingOpen(journey, 1)
}

/** What the next window shows, and what a user does then to finish the job. */
const found: Readonly<Record<Kept, (journey: Journey, moment: Moment) => Promise<void>>> = {
  nothing: async (journey) => {
    expect(await journey.job().count()).toBe(0)
    await nothingOpen(journey, 0)
  },
  stray: async (journey) => {
    const { page, job } = journey
    expect(await job().count()).toBe(0)
    expect(await drawn(page)).toHaveLength(1)
    expect(await page.evaluate(() => globalThis.playground?.undo())).toBe(true)
    await nothingOpen(journey, 0)
  },
  held: async (journey) => {
    const { service, job, press, awaitPhase } = journey
    await awaitPhase('queued')
    expect(await job().innerText()).toMatch(/Not sent yet/)
    expect(service.submits()).toEqual([])
    await press('Retry')
    await arrivesOnce(journey)
  },
  unsure: async (journey, { sent }) => {
    const { page, service, press, awaitPhase } = journey
    expect(await awaitPhase('failed')).toMatchObject({
      failure: 'maybe-submitted',
      charged: 'unknown',
      text: expect.stringMatching(/second time/) as string,
    })
    await soon(async () => expect(await drawn(page)).toMatchObject([{ name: expect.stringMatching(/ · no picture$/) as string }]))
    expect(service.submits()).toHaveLength(sent)
    await press('Send again')
    await arrivesOnce(journey, sent + 1)
  },
  owed: (journey) => arrivesOnce(journey),
  there: async (journey) => {
    expect(await journey.job().count()).toBe(0)
    await nothingOpen(journey, 1)
  },
}

/** Crashes are tried at every moment. Closing differs only in the sandbox's last actions, so it is tried at one moment of each kind. */
function momentsOf(way: Way): readonly Moment[] {
  return way === 'kill' ? moments : moments.filter(({ kept }, at) => moments.findIndex((other) => other.kept === kept) === at)
}

describe.concurrent.each(ways)('a window that ends (%s)', (way) => {
  it.each(momentsOf(way).map((moment) => [moment.name, moment] as const))('when %s', (_, moment) =>
    play({ service: { taskMs: 0, ...moment.service } }, async (journey) => {
      const { page, service, restyle, reopen } = journey
      moment.faults?.(service.faults)
      if (moment.before) await endBefore(page, moment.before, way)
      await restyle()
      if (moment.until) {
        await moment.until(journey)
        await end(journey, way)
      }
      await page.waitForFunction(() => globalThis.playground?.isRunning() === false)
      expect(service.submits()).toHaveLength(moment.sent)
      expect(await results(page)).toHaveLength(moment.kept === 'there' ? 1 : 0)
      service.faults.clear()
      finish(journey)
      await reopen()
      await found[moment.kept](journey, moment)
    }),
  )

  it('with a picture still waiting for its turn: it is held until a person sends it', () =>
    play({ service: { taskMs: long } }, async (journey) => {
      const { page, service, window, press, job, restyle, reopen, waitPhase, awaitPhase } = journey
      await window.getByRole('spinbutton', { name: 'Variants' }).fill('4')
      await restyle()
      for (const n of [0, 1, 2]) await waitPhase('polling', n)
      expect(await job(3).getAttribute('data-phase')).toBe('queued')
      await soon(async () => {
        const stored = await page.evaluate(async () => Object.values((await globalThis.playground?.storage.dump()) ?? {}))
        expect(stored.filter((task) => (task as { state?: string } | null)?.state === 'accepted')).toHaveLength(3)
      })
      await end(journey, way)
      await reopen()
      finish(journey)
      for (const n of [0, 1, 2]) await awaitPhase('done', n)
      expect(await job(3).innerText()).toMatch(/Not sent yet/)
      expect(service.submits()).toHaveLength(3)
      await press('Retry')
      await soon(async () => expect(service.accepted).toHaveLength(4))
      finish(journey)
      await awaitPhase('done', 3)
      expect(await results(page)).toHaveLength(4)
    }))
})

describe.concurrent('a whole editor that is loaded again', () => {
  it('while the service paints: the picture arrives', () =>
    play({ service: { taskMs: long } }, async (journey) => {
      const { page, window, restyle, reload, waitPhase } = journey
      await restyle()
      await waitPhase('polling')
      await soon(async () => {
        const stored = await page.evaluate(async () => Object.values((await globalThis.playground?.storage.dump()) ?? {}))
        expect(stored.some((task) => (task as { state?: string } | null)?.state === 'accepted')).toBe(true)
      })
      await reload()
      await waitPhase('polling')
      // The card shows the source again.
      const shot = window.getByRole('listitem').locator('img')
      await soon(async () => expect(await shot.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320))
      finish(journey)
      await arrivesOnce(journey)
    }))
})
