/** The API origin: CometAPI's two flux routes, with the CORS headers of the relay software it derives from (api §3.4). */
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cut, hang } from './connection.ts'
import { pollAnswer, submitAnswer } from './dialects.ts'
import { faultAnswer, saidAnswer, FROM_PROXY, isAnswerFault, WEB_APP } from './fault-answers.ts'
import type { ApiFault, Faults, StatusFault } from './faults.ts'
import { broken } from './picture-faults.ts'
import { pictureIssues, type Measure } from './picture-issues.ts'
import { receive, type Body, type Received } from './record.ts'
import { schemaOf } from './schemas.ts'
import type { Clock, Settings } from './settings.ts'
import type { Tasks } from './tasks.ts'
import { issuesIn } from './validate.ts'

export type World = {
  readonly measure: Measure
  readonly settings: Settings
  readonly clock: Clock
  readonly faults: Faults
  readonly tasks: Tasks
  readonly requests: Received[]
}

type Env = { Variables: { received: Received; body: Body } }

export function createApi(world: World): Hono<Env> {
  const { settings, faults, tasks } = world
  const api = new Hono<Env>()

  api.use(async (c, next) => {
    const { received, body } = await receive(c.req.raw, world.clock.now())
    world.requests.push(received)
    c.set('received', received)
    c.set('body', body)
    await next()
  })
  api.use('/flux/v1/*', async (c, next) => {
    if (c.req.method === 'OPTIONS') c.res = new Response(null, { status: 204 })
    else await next()
    if (c.res.headers.has(FROM_PROXY)) return c.res.headers.delete(FROM_PROXY)
    for (const [name, value] of Object.entries(CORS)) c.res.headers.set(name, value)
  })
  api.use('/flux/v1/*', bodyLimit({ maxSize: settings.maxBodyBytes, onError: () => faultAnswer('too-large') }))

  api.get('/flux/v1/get_result', async (c) => {
    const fault = faults.take('poll')
    if (fault && !isStatus(fault.name)) return play(c, fault)
    if (!isLetIn(settings, c)) return faultAnswer('unauthorized')
    const id = c.req.query('id')
    if (!id) return faultAnswer('bad-request')
    const state = await tasks.look(id, fault && isStatus(fault.name) ? fault.name : undefined)
    const task = tasks.find(id)
    const inlined = settings.sampleAs === 'data' && state.sample ? await task?.painted : undefined
    return worded(settings, id, pollAnswer(settings, id, state, task, inlined))
  })

  api.post('/flux/v1/:model', async (c) => {
    const fault = faults.take('submit')
    const isLate = fault && (fault.accepted || isStatus(fault.name) || AFTER_ACCEPTING.has(fault.name))
    if (fault && !isLate) return play(c, fault)
    if (!isLetIn(settings, c)) return faultAnswer('unauthorized')
    const model = c.req.param('model')
    if (settings.gone.includes(model)) return faultAnswer(settings.goneAs)
    const schema = settings.models.includes(model) ? schemaOf(model) : undefined
    if (!schema) return faultAnswer('model-not-found')
    const { json } = c.get('body')
    if (!json || !c.req.header('content-type')?.startsWith('application/json')) return faultAnswer('bad-request')
    const { fields, pictures } = c.get('received')
    const breaches = issuesIn(schema, json)
    const issues = breaches.length > 0 ? breaches : await pictureIssues(schema, pictures, world.measure)
    if (issues.length > 0) return c.json({ detail: issues }, 422)
    const task = tasks.accept({ model, fields, pictures }, fault && isStatus(fault.name) ? fault.name : undefined)
    const answer = worded(settings, task.id, submitAnswer(settings, task))
    if (fault?.name === 'cut-off') return broken(answer)
    return fault && !isStatus(fault.name) ? play(c, fault) : answer
  })

  // Paths outside the relay routes answer like a web app: 200, without CORS (api §3.1).
  api.notFound((c) => (/^\/(v1|api|assets|flux)\//.test(c.req.path) ? faultAnswer('not-found') : c.html(WEB_APP)))
  api.onError((error) => {
    throw error
  })
  return api
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET,POST,PUT,DELETE,OPTIONS',
  'access-control-allow-headers': 'authorization,content-type',
  'access-control-max-age': '43200',
}

/** Writes an id of digits as a JSON number directly into the text, as a JavaScript number cannot hold its last digits. */
function worded(settings: Settings, id: string, answer: unknown): Response {
  const text = JSON.stringify(answer)
  const body = settings.idShape === 'number' ? text.replaceAll(`"${id}"`, id) : text
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}

function play(c: Context<Env>, fault: ApiFault): Response | Promise<never> {
  if (fault.answer) return saidAnswer(fault.answer, fault.retryAfter)
  if (isAnswerFault(fault.name)) return faultAnswer(fault.name, fault.retryAfter)
  return fault.name.startsWith('hang') ? hang(c.req.raw.signal) : cut()
}

/** `Bearer` may be missing, as in the software CometAPI derives from (api §3.1). */
function isLetIn(settings: Settings, c: Context<Env>): boolean {
  const key = (c.req.header('authorization') ?? '').replace(/^Bearer\s+/i, '')
  return settings.keys.includes(key) || (settings.takesAnyKey && key.startsWith('sk-'))
}

const AFTER_ACCEPTING = new Set<string>(['lost', 'cut-off', 'hang-after-accept'])

const STATUSES: readonly string[] = [
  'moderated-request',
  'moderated-content',
  'error',
  'failed',
  'task-not-found',
  'unknown-status',
  'backwards',
  'stuck',
  'no-sample',
] satisfies StatusFault[]

function isStatus(name: string): name is StatusFault {
  return STATUSES.includes(name)
}
