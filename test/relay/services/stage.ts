// A real relay in front of the stand-ins of one or more services, over HTTP: what a plugin would send and receive.

import { afterAll } from 'vitest'
import type { ServiceId } from '../../../src/core/service/services/service.ts'
import { openStandIn, type OpenedStandIn } from '../../../playground/service/others/open.ts'
import { startTestRelay, type RunningRelay } from '../sockets.ts'
import { JPEG, TOKEN } from '../support.ts'
import type { Extras } from '../../../relay/node/start.ts'

export type Said = {
  readonly id?: string
  readonly status?: string
  readonly result?: { readonly sample: string } | null
  readonly progress?: number | null
  readonly queue?: number
  readonly error?: { readonly code: string; readonly message: string }
  readonly charged?: string
  readonly cancelled?: boolean
}

export type Told = { readonly status: number; readonly said: Said; readonly head: Headers }

export type ServiceStage = {
  readonly service: OpenedStandIn
  readonly relay: RunningRelay
  readonly ask: (path: string, init?: RequestInit) => Promise<Told>
  readonly order: (name?: string, seed?: number) => Promise<Told>
  /** Polls until the task has ended. */
  readonly end: (id: string) => Promise<Told>
}

export const modelAt: Readonly<Record<ServiceId, string>> = {
  cometapi: 'flux-pro-1-0-depth',
  'comfy-router': 'flux-pro-1-0-depth',
  bfl: 'flux-2-pro',
  replicate: 'flux-pro-1-0-depth',
  fal: 'flux-depth-dev',
  comfyui: 'flux-depth-dev',
}

const key = 'service-key-of-the-relay'
const closing: (() => Promise<void> | void)[] = []
afterAll(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A PNG of 8 × 8 px, as the plugin sends one: raw base64. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNgYGD4jwMNDQkAMVA/wXhrdZMAAAAASUVORK5CYII='

export async function stageOf(id: ServiceId, extras: Extras & { readonly env?: Record<string, string> } = {}): Promise<ServiceStage> {
  const service = await openStandIn(id, { key, picture: JPEG, taskMs: 60 })
  const { env, ...more } = extras
  const keys: Record<string, string> = id === 'comfyui' ? {} : { SERVICE_KEY: key }
  const settings = { SERVICE: id, UPSTREAM_URL: service.url, TEAM_TOKENS: TOKEN, ...keys, ...env }
  const relay = await startTestRelay({ ...settings, ...(id === 'comfyui' ? {} : { IMAGE_HOSTS: service.url }) }, more)
  closing.push(relay.close, service.close)
  const ask: ServiceStage['ask'] = async (path, init = {}) => {
    const headers = { authorization: `Bearer ${TOKEN}`, ...(init.headers as Record<string, string> | undefined) }
    const answer = await fetch(relay.url + path, { ...init, headers })
    return { status: answer.status, said: (await answer.json()) as Said, head: answer.headers }
  }
  return {
    service,
    relay,
    ask,
    order(name, seed = 1) {
      const field = id === 'bfl' ? 'input_image' : 'control_image'
      const body = JSON.stringify({ prompt: 'A house', seed, steps: 20, guidance: 10, output_format: 'jpeg', [field]: png })
      const headers = { 'content-type': 'application/json', ...(name === undefined ? {} : { 'idempotency-key': name }) }
      return ask(`/flux/v1/${modelAt[id]}`, { method: 'POST', body, headers })
    },
    async end(task) {
      for (;;) {
        const told = await ask(`/flux/v1/get_result?id=${task}`)
        const { status = '' } = told.said
        if (told.status !== 200 || told.said.charged !== undefined || status === 'Ready') return told
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
  }
}
