// A caller that orders a picture and wants it whatever dies meanwhile: it sends an idempotency key, and switches to another relay if one is gone.

import { setTimeout as pause } from 'node:timers/promises'
import { readJson, readRecord, readString } from '../../../src/core/base/read.ts'

/** `refused`: an honest end that cost nothing. Every other order has to end as `picture`. */
export type Ended = 'picture' | 'refused' | 'unknown' | 'lost'

export type Wish = {
  readonly name: string
  readonly model: string
  readonly token: string
  readonly picture: Uint8Array
  /** Any relay that is alive. */
  readonly anyRelay: () => string | undefined
  readonly patienceMs: number
  readonly note: (what: string) => void
}

type Told = { readonly status: number; readonly said: Readonly<Record<string, unknown>> }

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNgYGD4jwMNDQkAMVA/wXhrdZMAAAAASUVORK5CYII='
/** Repeats like the plugin, only sooner. */
const againMs = 50

export async function getsPicture(wish: Wish): Promise<Ended> {
  const until = Date.now() + wish.patienceMs
  const body = JSON.stringify({ prompt: wish.name, seed: 1, steps: 20, guidance: 10, control_image: png })
  while (Date.now() < until) {
    const order = await ask(wish, `/flux/v1/${wish.model}`, { method: 'POST', body, headers: { 'idempotency-key': wish.name } })
    const id = readString(order?.said['id'])
    if (order?.status === 200 && id !== '') return follow(wish, id, until)
    if (order && order.said['charged'] !== 'no') {
      wish.note(`${wish.name}: ordered, ${order.status} ${JSON.stringify(order.said)}`)
      // Two answers allow repeating under the same key: no charge, and 409. Any other leaves the decision to the user.
      if (order.status !== 409) return 'unknown'
    }
    await pause(againMs)
  }
  wish.note(`${wish.name}: no answer to the order`)
  return 'lost'
}

async function follow(wish: Wish, id: string, until: number): Promise<Ended> {
  while (Date.now() < until) {
    const told = await ask(wish, `/flux/v1/get_result?id=${encodeURIComponent(id)}`, { headers: { prefer: 'wait=5' } })
    const { status, result, error, charged } = told?.said ?? {}
    if (told?.status === 200 && status === 'Ready') {
      if (await isPicture(readString(readRecord(result)['sample']), wish.picture)) return 'picture'
    } else if (told?.status === 200 && error !== undefined) {
      wish.note(`${wish.name}: ${id} ${JSON.stringify(told.said)}`)
      return charged === 'no' ? 'refused' : 'lost'
    }
    // A relay that answers holds the poll itself.
    if (told?.status !== 200 || status === 'Ready') await pause(againMs)
  }
  wish.note(`${wish.name}: no picture of ${id}`)
  return 'lost'
}

/** Undefined if nothing answers. */
async function ask(
  { anyRelay, token }: Wish,
  path: string,
  { headers: more, ...init }: Omit<RequestInit, 'headers'> & { headers: Record<string, string> },
): Promise<Told | undefined> {
  const relay = anyRelay()
  if (relay === undefined) return undefined
  try {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more }
    const answer = await fetch(relay + path, { ...init, headers, signal: AbortSignal.timeout(70_000) })
    return { status: answer.status, said: readRecord(readJson(await answer.text())) }
  } catch {
    return undefined
  }
}

async function isPicture(address: string, expected: Uint8Array): Promise<boolean> {
  try {
    const answer = await fetch(address)
    return answer.ok && Buffer.from(await answer.arrayBuffer()).equals(expected)
  } catch {
    return false
  }
}
