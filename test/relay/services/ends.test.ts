// The same frame through every service, all through the real relay, judged by one table of outcomes.

import { beforeAll, describe, expect, it } from 'vitest'
import type { Ending, Refusal } from '../../../playground/service/others/floor.ts'
import { words } from '../../../playground/service/others/makers.ts'
import type { ServiceId } from '../../../src/core/service/services/service.ts'
import { JPEG } from '../support.ts'
import { stageOf, type ServiceStage } from './stage.ts'

const all: readonly ServiceId[] = ['cometapi', 'comfy-router', 'bfl', 'replicate', 'fal', 'comfyui']
const paid = all.filter((id) => id !== 'comfyui')

type Row = readonly [Refusal, number | RegExp, string, string, string | RegExp]

/** Status, code, charge and words of each refusal. */
const refusals: readonly Row[] = [
  ['no-key', 503, 'forbidden', 'no', /The relay's key was refused: tell who runs it/],
  ['no-credit', 402, 'no-credit', 'no', words['no-credit']],
  ['forbidden', 403, 'forbidden', 'no', words.forbidden],
  ['gone', 404, 'model-unavailable', 'no', words.gone],
  ['invalid', 422, 'bad-request', 'no', new RegExp(words.invalid)],
  ['busy', 429, 'rate-limited', 'no', words.busy],
]

describe.each(all)('through %s', (id) => {
  let stage: ServiceStage
  beforeAll(async () => void (stage = await stageOf(id)))
  const ended = async (ending: Ending): Promise<Awaited<ReturnType<ServiceStage['end']>>> => {
    stage.service.floor.script.endings.push(ending)
    const { said } = await stage.order(undefined, Math.random())
    return stage.end(said.id ?? '')
  }

  it.each(['ready', 'unknown-status'] as const)('a task that ends %s is a picture at the relay’s own address', async (ending) => {
    const { said } = await ended(ending)
    expect([said.status, said.charged, said.result?.sample.startsWith(stage.relay.url)]).toEqual(['Ready', undefined, true])
    const picture = await fetch(said.result?.sample ?? '')
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(JPEG)
    expect(picture.headers.get('x-depth-restyle-relay')).toBe('1')
  })

  it('a task that failed says why, in the service’s own words', async () => {
    const { status, said } = await ended('failed')
    expect([status, said.status, said.error?.code, said.charged]).toEqual([
      200,
      'Error',
      'task-failed',
      id === 'comfyui' ? 'no' : 'unknown',
    ])
    expect(said.error?.message).toContain(words.failed)
  })

  it('a task that nobody knows is told as the service tells it', async () => {
    const { status, said } = await ended('forgotten')
    expect([status, said.status, said.error?.code]).toEqual([200, 'Task not found', 'expired'])
  })

  it('a web page in place of an answer proves nothing', async () => {
    const before = stage.service.floor.orders.length
    stage.service.floor.script.refusals.push('page')
    const { status, said } = await stage.order(undefined, Math.random())
    const orders = stage.service.floor.orders.length - before
    // If the order has an idempotency key, it is sent again.
    if (id === 'comfy-router') expect([status, orders]).toEqual([200, 1])
    else expect([status, said.error?.code, said.charged, orders]).toEqual([502, 'service-error', id === 'comfyui' ? 'no' : 'unknown', 0])
  })

  it('the key goes nowhere but to the service’s own questions', async () => {
    await ended('ready')
    const pictures = stage.service.floor.heard.filter(({ path }) => /^\/(pictures|view)/.test(path))
    for (const { headers } of pictures) expect(JSON.stringify(headers)).not.toContain('service-key')
  })
})

describe.each(paid)('an order that %s refuses', (id) => {
  let stage: ServiceStage
  beforeAll(async () => void (stage = await stageOf(id)))

  it.each(refusals)('as %s is told with status, code, charge and its words', async (refusal, status, code, charged, message) => {
    // Once per spelling.
    stage.service.floor.script.refusals.push(...(refusal === 'gone' && id === 'cometapi' ? [refusal, refusal] : [refusal]))
    const told = await stage.order(undefined, Math.random())
    expect([told.status, told.said.error?.code, told.said.charged]).toEqual([status, code, charged])
    expect(told.said.error?.message).toMatch(message instanceof RegExp ? message : new RegExp(message))
    expect(stage.service.floor.orders).toEqual([])
  })
})

describe.each(paid)('what %s moderates', (id) => {
  it('is told as such, with its reasons and its charge', async () => {
    const stage = await stageOf(id)
    const charge = { bfl: 'no', 'comfy-router': 'no' }[String(id)] ?? 'unknown'
    stage.service.floor.script.refusals.push('moderated')
    const refused = await stage.order()
    expect([refused.said.error?.code, refused.said.charged]).toEqual(['moderated-request', charge])
    for (const ending of ['moderated-request', 'moderated-result'] as const) {
      stage.service.floor.script.endings.push(ending)
      const { said } = await stage.order(undefined, Math.random())
      const told = await stage.end(said.id ?? '')
      expect([told.status, told.said.error?.code, told.said.charged]).toEqual([200, ending, charge])
      expect(told.said.status).toBe(ending === 'moderated-request' ? 'Request Moderated' : 'Content Moderated')
    }
  })
})

describe.each(all)('an order to %s whose answer is lost', (id) => {
  it('is paid once, and told honestly', async () => {
    const stage = await stageOf(id)
    stage.service.floor.script.refusals.push('lost')
    const told = await stage.order('task-1')
    if (id === 'comfy-router') {
      // Sent again under the relay's own idempotency key.
      expect([told.status, stage.service.floor.orders.length]).toEqual([200, 1])
      const names = stage.service.floor.heard.filter(({ method }) => method === 'POST').map(({ headers }) => headers['idempotency-key'])
      expect([names.length, new Set(names).size, names[0]]).toEqual([2, 1, expect.not.stringContaining('task-1')])
    } else if (id === 'comfyui') {
      expect([told.status, told.said.error?.code, told.said.charged]).toEqual([502, 'unreachable', 'no'])
    } else {
      expect([told.status, told.said.error?.code, told.said.charged]).toEqual([502, 'maybe-submitted', 'unknown'])
      const again = await stage.order('task-1')
      expect([again.said.error?.code, again.head.get('idempotent-replayed'), stage.service.floor.orders.length]).toEqual([
        'maybe-submitted',
        'true',
        1,
      ])
    }
  })
})
