/** A service on a clock of its own, and the bodies it is sent. */
import sharp from 'sharp'
import { createService, type Service, type ServiceOptions } from '../../../playground/service/service.ts'

export const API = 'https://api.cometapi.com/flux/v1'

export type Stage = {
  readonly service: Service
  readonly submit: (fields?: Record<string, unknown>, model?: string, init?: RequestInit) => Promise<Response>
  readonly submitted: (fields?: Record<string, unknown>, model?: string) => Promise<string>
  readonly poll: (id: string) => Promise<Polled>
  readonly pass: (ms: number) => void
}

export type Polled = {
  status: string
  progress: number | null
  result: { sample: string; seed: number } | null
  details: unknown
}

export function stage(options: ServiceOptions = {}): Stage {
  let now = Date.UTC(2026, 0, 1)
  let chance = 0
  const service = createService({
    clock: { now: () => now, sleep: async (ms) => void (now += ms) },
    random: () => (chance = (chance * 31 + 7) % 101) / 101,
    paint: 'identity',
    ...options,
  })
  const headers = { authorization: 'Bearer sk-stand-in', 'content-type': 'application/json' }
  const submit: Stage['submit'] = async (fields, model = 'flux-pro-1.0-depth', init = {}) =>
    service.fetch(`${API}/${model}`, { method: 'POST', headers, body: JSON.stringify(fields ?? (await depthBody())), ...init })
  return {
    service,
    submit,
    submitted: async (fields, model) => ((await (await submit(fields, model)).json()) as { id: string }).id,
    poll: async (id) => (await (await service.fetch(`${API}/get_result?id=${id}`, { headers })).json()) as Polled,
    pass: (ms) => void (now += ms),
  }
}

export async function depthBody(fields: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  return { prompt: 'a timber house', control_image: (await control()).toString('base64'), ...fields }
}

export async function control(width = 320, height = 256): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 256" width="${width}" height="${height}" preserveAspectRatio="none">
    <rect width="320" height="256" fill="#e4e6e9"/><rect y="180" width="320" height="76" fill="#cfccc6"/>
    <rect x="80" y="70" width="160" height="120" fill="#f4f3f0"/><rect x="110" y="100" width="40" height="50" fill="#8d99a6"/></svg>`
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
}
