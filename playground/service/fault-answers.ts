/** The error answers of a service, in the words of CometAPI, new-api, BFL and the proxies in front of them (api §3.2, §3.3). */

export type Answer = {
  readonly status: number
  readonly body: string
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Whether a proxy in front of the service made it: such answers carry no CORS headers (api §3.4). */
  readonly fromProxy?: boolean
}

const JSON_TYPE = 'application/json; charset=utf-8'
const HTML_TYPE = 'text/html; charset=utf-8'
export const WEB_APP = '<!doctype html><html lang="en"><head><title>CometAPI</title></head><body><div id="root"></div></body></html>'

const answers = {
  unauthorized: comet(401, 'Invalid token'),
  'exhausted-token': comet(401, 'The token quota has been exhausted'),
  'payment-required': json(402, { detail: 'Insufficient credits. Add more at https://api.bfl.ai.' }),
  'no-quota': comet(403, 'user quota is not enough', 'insufficient_user_quota'),
  'task-quota': json(403, { code: 'quota_not_enough', message: 'user quota is not enough', data: null }),
  forbidden: comet(403, 'This token has no access to model flux-pro-1.0-depth'),
  'not-found': comet(404, 'Invalid URL (POST /flux/v1)', 'invalid_request_error'),
  'maker-not-found': json(404, { detail: 'Not Found' }),
  html: { status: 200, body: WEB_APP, type: HTML_TYPE },
  'model-not-found': comet(503, 'No available channel for this model under the current group', 'model_not_found'),
  unavailable: comet(503, 'The upstream service is overloaded'),
  'bad-request': comet(400, 'Invalid request body'),
  invalid: json(422, {
    detail: [{ loc: ['body', 'steps'], msg: 'Input should be greater than or equal to 15', type: 'greater_than_equal' }],
  }),
  'too-large': comet(413, 'Request body too large'),
  'rate-limited': comet(429, 'Too many active tasks'),
  'too-many-tasks': json(429, { detail: 'Exceeded maximum number of active tasks (24)' }),
  'server-error': comet(500, 'Internal error'),
  // The maker refused the gateway's own account; the caller's key is fine (services §6).
  'gateway-key': upstream(401, 401),
  'gateway-forbidden': upstream(403, 403),
  'gateway-broken': upstream(500, 401),
  policy: json(400, { error: { code: 'content_policy_violation', message: 'The prompt speaks of a protected work.' } }),
  'key-in-success': json(200, { error: { code: 'invalid_api_key', message: 'Incorrect API key provided' } }),
  'quota-in-success': json(200, { success: false, message: 'user quota is not enough' }),
  'fetch-failed-in-success': json(200, { code: 'fail_to_fetch_task', message: 'upstream timed out', data: null }),
  // Error pages of a proxy in front of the service, readable as they are behind a relay.
  challenge: page(403, 'Just a moment...'),
  'origin-down': page(521, 'api.cometapi.com | 521: Web server is down'),
  'origin-timeout': page(522, 'api.cometapi.com | 522: Connection timed out'),
  'bad-gateway': proxy(502, 'Bad Gateway'),
  'gateway-timeout': proxy(504, 'Gateway Time-out'),
  moved: { status: 301, body: '', headers: { location: 'https://www.cometapi.com/' }, fromProxy: true },
  garbage: { status: 200, body: '{"id": "c3', type: JSON_TYPE },
  empty: { status: 200, body: '', type: JSON_TYPE },
} satisfies Record<string, Answer>

export type AnswerFault = keyof typeof answers

export function isAnswerFault(name: string): name is AnswerFault {
  return name in answers
}

export function faultAnswer(name: AnswerFault, retryAfter = name === 'rate-limited' ? '2' : undefined): Response {
  return saidAnswer(answers[name], retryAfter)
}

/** Any answer, word for word. */
export function saidAnswer({ status, body, type, headers, fromProxy }: Answer, retryAfter?: string): Response {
  return new Response(body || null, {
    status,
    headers: {
      ...(type ? { 'content-type': type } : {}),
      ...(retryAfter ? { 'retry-after': retryAfter } : {}),
      ...(fromProxy ? { [FROM_PROXY]: '1' } : {}),
      ...headers,
    },
  })
}

/** Marks a proxy's answer between the parts of the service; removed before the answer leaves. */
export const FROM_PROXY = 'x-from-proxy'

export function comet(status: number, message: string, code = ''): Answer {
  const error = { message: `${message} (request id: 20260101000000000000000)`, type: 'comet_api_error', param: '', code }
  return json(status, { error })
}

function json(status: number, body: unknown): Answer {
  return { status, body: JSON.stringify(body), type: JSON_TYPE }
}

function upstream(status: number, inner: number): Answer {
  const message = `bad response status code ${inner} (request id: 20260101000000000000000)`
  return json(status, { error: { code: 'bad_response_status_code', type: 'upstream_error', message } })
}

function page(status: number, title: string): Answer {
  return { status, body: `<!doctype html><html><head><title>${title}</title></head><body></body></html>`, type: HTML_TYPE }
}

function proxy(status: number, title: string): Answer {
  const body = `<html><head><title>${status} ${title}</title></head><body><center><h1>${status} ${title}</h1></center></body></html>`
  return { status, body, type: HTML_TYPE, fromProxy: true }
}
