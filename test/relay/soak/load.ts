// Steady load for one relay: a fixed number of orders, polls and pictures per second, each of them checked.

import { readJson, readRecord, readString } from '../../../src/core/base/read.ts'
import { TOKEN } from '../support.ts'

export type Done = { orders: number; polls: number; pictures: number; readonly faults: string[] }

export type Load = { readonly done: Done; readonly stop: () => Promise<void> }

type Rates = { readonly ordersPerSecond: number; readonly pollsPerSecond: number }

const control = Buffer.alloc(30_000, 1).toString('base64')
/** How many finished orders are polled again and again, as colleagues with the same file do. */
const askedAgain = 20

export function loadOn(url: string, picture: Uint8Array, { ordersPerSecond, pollsPerSecond }: Rates): Load {
  const done: Done = { orders: 0, polls: 0, pictures: 0, faults: [] }
  const under = new Set<Promise<void>>()
  const ids: string[] = []
  const ask = async (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) => {
    const answer = await fetch(url + path, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...headers } })
    if (answer.status !== 200) throw new Error(`${path.slice(0, 40)}: HTTP ${answer.status}`)
    return readRecord(readJson(await answer.text()))
  }
  const poll = async (id: string, headers: Record<string, string>) => {
    done.polls += 1
    return ask(`/flux/v1/get_result?id=${encodeURIComponent(id)}`, {}, headers)
  }
  const life = async (): Promise<void> => {
    const body = JSON.stringify({ prompt: 'timber', seed: done.orders, control_image: control })
    const headers = { 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' }
    const { id } = await ask('/flux/v1/flux-pro-1.0-depth', { method: 'POST', body }, headers)
    done.orders += 1
    for (;;) {
      const { status, result } = await poll(readString(id), { prefer: 'wait=25' })
      if (status !== 'Ready') continue
      const answer = await fetch(readString(readRecord(result)['sample']))
      if (!Buffer.from(await answer.arrayBuffer()).equals(picture)) throw new Error(`picture: HTTP ${answer.status}, other bytes`)
      done.pictures += 1
      ids.push(readString(id))
      if (ids.length > askedAgain) ids.shift()
      return
    }
  }
  const begin = (work: Promise<unknown>): void => {
    const one = work.then(
      () => undefined,
      (error: unknown) => void done.faults.push(String(error)),
    )
    under.add(one)
    void one.then(() => under.delete(one))
  }
  const timers = [
    setInterval(() => begin(life()), 1000 / ordersPerSecond),
    setInterval(() => {
      const id = ids[Math.floor(Math.random() * ids.length)]
      if (id !== undefined) begin(poll(id, {}))
    }, 1000 / pollsPerSecond),
  ]
  return {
    done,
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(under)
    },
  }
}
