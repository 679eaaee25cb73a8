// Moments between the POST and the picture at which a window may close, and what must be left of the order then.

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Faults } from '../../playground/service/faults.ts'
import type { Settings } from '../../playground/service/settings.ts'
import { soon, type Journey } from './journey.ts'

export const ways = ['close', 'kill'] as const
export type Way = (typeof ways)[number]

/**
 * What the next window finds. `stray`: a placeholder without a record, of an order that was never sent. `held`: a record of an order that was
 * never sent. `unsure`: it may have been sent. `owed`: the service has it. `there`: nothing is left to do.
 */
export type Kept = 'nothing' | 'stray' | 'held' | 'unsure' | 'owed' | 'there'

export type Moment = {
  readonly name: string
  /** How many POSTs had reached the service by then. */
  readonly sent: 0 | 1
  readonly kept: Kept
  readonly service?: Partial<Settings>
  readonly faults?: (faults: Faults) => void
  /** The window ends just before this arrives: `call` or `reply` of a method, `set` of a record's state, `delete` of a record. */
  readonly before?: string
  /** The window ends after this instead. */
  readonly until?: (journey: Journey) => Promise<void>
}

function asked(kind: 'submit' | 'poll' | 'picture') {
  return ({ service }: Journey): Promise<void> =>
    soon(async () => expect(service.requests.filter((request) => request.kind === kind)).not.toEqual([]))
}

export function storedStates(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const stored = Object.entries((await globalThis.playground?.storage.dump()) ?? {})
    return stored.flatMap(([name, task]) => (name.startsWith('task:') ? [(task as { state: string }).state] : []))
  })
}

const long = { taskMs: 3_600_000 }

export const moments: readonly Moment[] = [
  { name: 'the order has not left the window', before: 'call begin', sent: 0, kept: 'nothing' },
  { name: 'the placeholder stands, its record is not written', before: 'set waiting', sent: 0, kept: 'stray' },
  { name: 'the export has not reached the window', before: 'reply begin', sent: 0, kept: 'held' },
  { name: 'the picture is composed', before: 'call intend', sent: 0, kept: 'held' },
  { name: 'the intent is not written', before: 'set intended', sent: 0, kept: 'held' },
  { name: 'the intent is written, the POST is not out', before: 'reply intend', sent: 0, kept: 'unsure' },
  { name: 'the POST is out', faults: ({ next }) => next('submit', 'hang'), until: asked('submit'), sent: 1, kept: 'unsure' },
  {
    name: 'the POST is accepted, its answer on the way',
    faults: ({ next }) => next('submit', 'hang-after-accept'),
    until: ({ service }) => soon(async () => expect(service.accepted).toHaveLength(1)),
    sent: 1,
    kept: 'unsure',
  },
  {
    name: 'the answer broke off and the card says so',
    // Not `lost`, because Chromium itself repeats a request if a used connection breaks before the answer begins.
    faults: ({ next }) => next('submit', 'cut-off'),
    until: async ({ awaitPhase }) => expect(await awaitPhase('failed')).toMatchObject({ failure: 'maybe-submitted' }),
    sent: 1,
    kept: 'unsure',
  },
  { name: 'the id is known to the window', before: 'call accept', sent: 1, kept: 'unsure' },
  { name: 'the id is known to the sandbox, not written', before: 'set accepted', sent: 1, kept: 'unsure' },
  { name: 'the id is written, the window does not know', before: 'reply accept', sent: 1, kept: 'owed' },
  {
    name: 'the service paints',
    service: long,
    until: async ({ page, waitPhase }) => {
      await waitPhase('polling')
      await soon(async () => expect(await storedStates(page)).toEqual(['accepted']))
    },
    sent: 1,
    kept: 'owed',
  },
  {
    name: 'a question is out',
    service: long,
    // Not the request that tests an address before anything is sent to it.
    until: async ({ service }) => {
      await soon(async () => expect(service.accepted).toHaveLength(1))
      service.faults.next('poll', 'hang')
      const before = service.requests.length
      await soon(async () => expect(service.requests.slice(before).map(({ kind }) => kind)).toContain('poll'))
    },
    sent: 1,
    kept: 'owed',
  },
  {
    name: 'the link is told, no byte came',
    faults: ({ always }) => always('picture', 'hang'),
    until: asked('picture'),
    sent: 1,
    kept: 'owed',
  },
  {
    name: 'half of the picture came',
    faults: ({ always }) => always('picture', 'stall'),
    until: async ({ page, awaitPhase }) => {
      const half = page.waitForEvent('response', (response) => response.url().includes('/durable/'))
      await Promise.all([half, awaitPhase('downloading')])
    },
    sent: 1,
    kept: 'owed',
  },
  { name: 'the picture has not left the window', before: 'call fill', sent: 1, kept: 'owed' },
  { name: 'the picture is on the canvas, its record still there', before: 'delete', sent: 1, kept: 'there' },
  { name: 'all is done, the window does not know', before: 'reply fill', sent: 1, kept: 'there' },
]

/** Ends the window just before this arrives. */
export function endBefore(page: Page, what: string, way: Way): Promise<void> {
  return page.evaluate(
    ([wanted, how]) => {
      type Message = { readonly kind?: string; readonly id?: number; readonly method?: string }
      const methods = new Map<number | undefined, string | undefined>()
      const stop = globalThis.playground?.onCrossing((crossing) => {
        if (crossing.kind === 'message') {
          const { kind, id, method } = crossing.message as Message
          if (crossing.from === 'window' && kind === 'call') methods.set(id, method)
          if (`${kind} ${crossing.from === 'window' ? method : methods.get(id)}` !== wanted) return
        } else {
          if (!crossing.key.startsWith('task:')) return
          const state = crossing.kind === 'set' ? ` ${(crossing.value as { state: string }).state}` : ''
          if (crossing.kind + state !== wanted) return
        }
        stop?.()
        globalThis.playground?.[how]()
      })
    },
    [what, way] as const,
  )
}
