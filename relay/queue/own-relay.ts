/** The maker of a worker: a private relay in the same process in front of one ComfyUI, used through the ordinary contract. */
import { readJson, readNumber, readRecord, readString } from '../../src/core/base/read.ts'
import { readOver } from './names.ts'
import type { Maker, MakerEnd, MakerOrder } from './work.ts'

/** The part of the app that is used. */
export type Asked = (path: string, init?: RequestInit) => Promise<Response>

/** After this many unanswered requests in a row, one per second, the relay counts as gone and its order as well. */
const mostFaults = 60
const origin = 'http://worker.invalid'

export function relayMaker(asked: Asked, isThere: () => Promise<boolean>): Maker {
  const ask = async (path: string, init?: RequestInit): Promise<{ status: number; said: Readonly<Record<string, unknown>> }> => {
    const response = await asked(`${origin}${path}`, init)
    return { status: response.status, said: readRecord(readJson(await response.text())) }
  }
  return {
    isThere,
    async make(order) {
      const { model, body, signal } = order
      const { status, said } = await ask(`/flux/v1/${model}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
      const id = readString(said['id'])
      if (status !== 200 || id === '') return refused(said)
      const cancel = (): void => void ask(`/flux/v1/cancel?id=${encodeURIComponent(id)}`, { method: 'POST' }).catch(() => undefined)
      signal.addEventListener('abort', cancel, { once: true })
      if (signal.aborted) cancel()
      return follow(order, id, ask, asked)
    },
  }
}

function refused(said: Readonly<Record<string, unknown>>): MakerEnd {
  const { code, message } = readRecord(said['error'])
  if (code === 'unreachable') return { kind: 'away' }
  const { charged } = said
  return readOver({ code, said: message, charged })
}

async function follow(
  { told }: MakerOrder,
  id: string,
  ask: (path: string, init?: RequestInit) => Promise<{ status: number; said: Readonly<Record<string, unknown>> }>,
  asked: Asked,
): Promise<MakerEnd> {
  for (let faults = 0; faults < mostFaults;) {
    const { status, said } = await ask(`/flux/v1/get_result?id=${encodeURIComponent(id)}`, { headers: { prefer: 'wait=25' } })
    const { sample, duration } = readRecord(said['result'])
    const state = readString(said['status'])
    if (status !== 200) {
      faults += 1
      await new Promise((resolve) => setTimeout(resolve, 1000))
    } else if (state === 'Ready') return picture(asked, readString(sample), typeof duration === 'number' ? duration : null)
    else if (state === 'Cancelled') return { kind: 'cancelled' }
    else if ('error' in said || state === 'Task not found')
      return readOver({ ...readRecord(said['error']), ...overOf(said), status: state })
    else told({ status: state, progress: typeof said['progress'] === 'number' ? readNumber(said['progress'], 0, 0, 1) : null })
  }
  return { kind: 'away' }
}

function overOf(said: Readonly<Record<string, unknown>>): object {
  return { said: readRecord(said['error'])['message'], charged: said['charged'] }
}

async function picture(asked: Asked, sample: string, seconds: number | null): Promise<MakerEnd> {
  const response = await asked(sample)
  if (response.ok) return { kind: 'picture', bytes: new Uint8Array(await response.arrayBuffer()), seconds }
  return { kind: 'over', status: 'Error', code: 'task-failed', said: 'The picture could not be fetched from the GPU.', charged: 'no' }
}
