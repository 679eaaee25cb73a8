import { describe, expect, it } from 'vitest'
import { makeBudgets } from '../../../relay/operate/budget.ts'
import { orderLine } from '../../../relay/operate/lines.ts'
import { makeMetrics } from '../../../relay/operate/metrics.ts'
import type { OrderEvent } from '../../../relay/orders/events.ts'
import { memoryState } from '../../../relay/state/memory.ts'
import { StateAway } from '../../../relay/state/state-store.ts'
import { codeOf, OTHER_TOKEN, relayBefore, TOKEN } from '../support.ts'

const facts = { service: 'cometapi', model: 'flux-depth-pro' }
const who = { token: 'f00dfeed'.repeat(8) }
const accepted: OrderEvent = { kind: 'accepted', who, id: 'secret-task-number', usd: 0.06, ...facts }
const ended: OrderEvent = { kind: 'ended', id: 'secret-task-number', end: 'ready', charged: 'yes', seconds: 6.5, ...facts }
const refused: OrderEvent = { kind: 'refused', who, code: 'rate-limited', charged: 'no', usd: 0.06, ...facts }

const team = { key: 'sk-team', tokens: [TOKEN, OTHER_TOKEN] }
const as = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } })

describe('a relay that is asked how it is', () => {
  it('is alive without a word of a key, and ready while its state is', async () => {
    let isAway = false
    const ready = async (): Promise<void> => {
      if (isAway) throw new StateAway()
    }
    const { call, sent } = relayBefore(() => Response.json({}), { team, operating: { ready } })
    expect([(await call('/healthz')).status, (await call('/readyz')).status]).toEqual([200, 200])
    isAway = true
    const away = await call('/readyz')
    expect([(await call('/healthz')).status, away.status, await away.text()]).toEqual([
      200,
      503,
      'The state of the relay cannot be reached.\n',
    ])
    expect(sent).toEqual([])
  })

  it('answers also who may ask with HEAD alone', async () => {
    const { call } = relayBefore(() => Response.json({}))
    expect([(await call('/healthz', { method: 'HEAD' })).status, (await call('/v1/models', { method: 'HEAD' })).status]).toEqual([200, 405])
  })

  it('says that its state is away where a token asks what it used', async () => {
    const gone = async (): Promise<never> => Promise.reject(new StateAway())
    const away = { ...memoryState(Date.now), add: gone, read: gone }
    const { call } = relayBefore(() => Response.json({}), { team, operating: { budgets: makeBudgets(away, undefined, Date.now) } })
    const answer = await call('/usage', as(TOKEN))
    expect([answer.status, await answer.json()]).toMatchObject([503, { error: { code: 'service-error' }, charged: 'no' }])
  })

  it('tells its numbers to Prometheus, also of what was before anybody asked', async () => {
    const metrics = makeMetrics()
    for (const event of [accepted, ended, refused]) metrics.observe(event)
    const { call } = relayBefore(() => Response.json({}), { operating: { metrics } })
    const text = await (await call('/metrics')).text()
    metrics.observe(ended)
    expect(text).toContain('depth_restyle_orders_total{service="cometapi",model="flux-depth-pro"} 1')
    expect(text).toContain('depth_restyle_spend_usd_total{service="cometapi",model="flux-depth-pro"} 0.06')
    expect(text).toContain('depth_restyle_ends_total{service="cometapi",model="flux-depth-pro",end="ready",charged="yes"} 1')
    expect(text).toContain('depth_restyle_refusals_total{service="cometapi",model="flux-depth-pro",code="rate-limited",charged="no"} 1')
    expect(text).toContain('depth_restyle_order_seconds_bucket{le="8",service="cometapi",model="flux-depth-pro"} 1')
    const later = await call('/metrics')
    expect(later.headers.get('content-type')).toMatch(/^text\/plain; version=/)
    expect(await later.text()).toContain('depth_restyle_pictures_total{service="cometapi",model="flux-depth-pro"} 2')
  })

  it('tells them in the format of Prometheus, line by line', async () => {
    const metrics = makeMetrics()
    metrics.observe(accepted)
    const text = await (await relayBefore(() => Response.json({}), { operating: { metrics } }).call('/metrics')).text()
    const sample = /^[a-z_]\w*(\{(\w+="(\\.|[^"\\])*",?)*\})? (-?\d+(\.\d+)?(e[-+]?\d+)?|NaN|[-+]Inf)$/
    const odd = text.split('\n').filter((line) => line !== '' && !/^# (HELP|TYPE) /.test(line) && !sample.test(line))
    expect(odd).toEqual([])
  })

  it('tells them only to who has their token, where one is set', async () => {
    const { call } = relayBefore(() => Response.json({}), { operating: { metrics: makeMetrics(), metricsToken: 'token-of-prometheus' } })
    expect([(await call('/metrics')).status, (await call('/metrics', as(TOKEN))).status]).toEqual([401, 401])
    expect((await call('/metrics', as('token-of-prometheus'))).status).toBe(200)
  })

  it('tells a token what it used, and no other', async () => {
    const budgets = makeBudgets(memoryState(Date.now), undefined, Date.now)
    const { call } = relayBefore(() => Response.json({}), { team, operating: { budgets } })
    expect([(await call('/usage')).status, (await call('/usage', as('token-of-a-stranger'))).status]).toEqual([401, 401])
    expect(await (await call('/usage', as(TOKEN))).json()).toMatchObject({ day: { pictures: { used: 0, budget: null } } })
    const alone = relayBefore(() => Response.json({}))
    expect(await codeOf(await alone.call('/usage', as('sk-mine')))).toBe('not_found')
  })
})

describe('a line of the log', () => {
  it.each([accepted, ended, refused])('is one JSON object without a token or a number to ask with: $kind', (event) => {
    const line = orderLine(0, event)
    expect(line).not.toMatch(/\n|f00dfeedf|secret-task/)
    expect(JSON.parse(line)).toMatchObject({ time: '1970-01-01T00:00:00.000Z', event: event.kind, ...facts })
  })
})
