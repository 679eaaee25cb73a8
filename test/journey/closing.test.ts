// Law 2 and law 3: whatever moment the window goes away, an accepted picture arrives, and nothing is sent twice by itself.

import { describe, expect, it } from 'vitest'
import { drawn, results } from './canvas.ts'
import { soon, type Journey } from './journey.ts'
import { useStage } from './support.ts'

const { play } = useStage()
const long = 3_600_000
const ways = ['close', 'kill'] as const

const end = ({ page }: Journey, way: (typeof ways)[number]): Promise<void> => page.evaluate((how) => globalThis.playground?.[how](), way)

/** The service is done with everything it accepted. */
const finish = ({ service }: Journey): void => {
  for (const { id } of [...service.accepted]) service.tasks.finish(id)
}

const arrivesOnce = async ({ page, service, job, waitPhase }: Journey): Promise<void> => {
  expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
  expect(await results(page)).toHaveLength(1)
  expect(await drawn(page)).toHaveLength(1)
  expect(service.submits()).toHaveLength(1)
  expect(await job(1).count()).toBe(0)
  await soon(async () => {
    const stored = await page.evaluate(async () => Object.keys((await globalThis.playground?.storage.dump()) ?? {}))
    expect(stored.filter((name) => name.startsWith('task:'))).toEqual([])
  })
}

describe.concurrent.each(ways)('a window that a person or a crash ends (%s)', (way) => {
  it('before anything was sent: nothing is sent later by itself', () =>
    play({}, async (journey) => {
      const { page, service, window, restyle, reopen, waitPhase } = journey
      // The moment the placeholder appears, long before the POST.
      await page.evaluate((how) => {
        const stop = globalThis.playground?.host.onChange(() => {
          stop?.()
          globalThis.playground?.[how]()
        })
      }, way)
      await restyle()
      await page.waitForFunction(() => globalThis.playground?.isRunning() === false)
      await reopen()
      // A new order shows that the window is at work, and is the only one.
      await restyle()
      expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
      expect(service.submits()).toHaveLength(1)
      expect(await window.locator('[data-phase=submitting], [data-phase=polling]').count()).toBe(0)
    }))

  it('with a picture still waiting for its turn: it is held until a person sends it', () =>
    play({ service: { taskMs: long } }, async (journey) => {
      const { page, service, window, press, job, restyle, reopen, waitPhase, awaitPhase } = journey
      await window.getByRole('spinbutton', { name: 'Variants' }).fill('4')
      await restyle()
      for (const n of [1, 2, 3]) await waitPhase('polling', n)
      expect(await job(0).getAttribute('data-phase')).toBe('queued')
      await soon(async () => {
        const stored = await page.evaluate(async () => Object.values((await globalThis.playground?.storage.dump()) ?? {}))
        expect(stored.filter((task) => (task as { state?: string } | null)?.state === 'accepted')).toHaveLength(3)
      })
      await end(journey, way)
      await reopen()
      finish(journey)
      for (const n of [1, 2, 3]) await awaitPhase('done', n)
      expect(await job(0).innerText()).toMatch(/Not sent yet/)
      expect(service.submits()).toHaveLength(3)
      await press('Retry')
      await soon(async () => expect(service.accepted).toHaveLength(4))
      finish(journey)
      await awaitPhase('done', 0)
      expect(await results(page)).toHaveLength(4)
    }))

  it('while the POST is out: it may have been accepted, and only a person sends it again', () =>
    play({ service: { taskMs: 0 } }, async (journey) => {
      const { page, service, job, restyle, reopen, waitPhase, awaitPhase } = journey
      service.faults.next('submit', 'hang-after-accept')
      await restyle()
      await soon(async () => expect(service.submits()).toHaveLength(1))
      await end(journey, way)
      await reopen()
      expect(await waitPhase('failed')).toMatchObject({
        failure: 'maybe-submitted',
        charged: 'unknown',
        text: expect.stringMatching(/second time/) as string,
      })
      expect(service.submits()).toHaveLength(1)
      await job().getByRole('button', { name: 'Send again' }).click()
      await awaitPhase('done')
      expect(service.submits()).toHaveLength(2)
      expect(await results(page)).toHaveLength(1)
    }))

  it('while the service paints: the picture arrives in the next window', () =>
    play({ service: { taskMs: long } }, async (journey) => {
      const { page, restyle, reopen, waitPhase } = journey
      await restyle()
      await waitPhase('polling')
      await soon(async () => {
        const stored = await page.evaluate(async () => Object.values((await globalThis.playground?.storage.dump()) ?? {}))
        expect(stored.some((task) => (task as { state?: string } | null)?.state === 'accepted')).toBe(true)
      })
      await end(journey, way)
      finish(journey)
      await reopen()
      await arrivesOnce(journey)
    }))

  it('while the picture comes slowly: it arrives in the next window', () =>
    play({}, async (journey) => {
      const { service, restyle, reopen, waitPhase } = journey
      service.faults.always('picture', 'hang')
      await restyle()
      await waitPhase('downloading')
      await soon(async () => expect(service.requests.filter(({ kind }) => kind === 'picture')).toHaveLength(1))
      await end(journey, way)
      service.faults.clear()
      await reopen()
      await arrivesOnce(journey)
    }))
})

describe.concurrent('a whole editor that is loaded again', () => {
  it('while the service paints: the picture arrives', () =>
    play({ service: { taskMs: long } }, async (journey) => {
      const { page, restyle, reload, waitPhase } = journey
      await restyle()
      await waitPhase('polling')
      await soon(async () => {
        const stored = await page.evaluate(async () => Object.values((await globalThis.playground?.storage.dump()) ?? {}))
        expect(stored.some((task) => (task as { state?: string } | null)?.state === 'accepted')).toBe(true)
      })
      await reload()
      await waitPhase('polling')
      finish(journey)
      await arrivesOnce(journey)
    }))
})
