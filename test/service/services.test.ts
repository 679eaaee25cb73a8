// Every stored answer of every service means what is noted beside it.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readHistory, readPlace, readPrompted } from '../../src/core/service/services/comfyui-answers.ts'
import type { Answered, Service } from '../../src/core/service/services/service.ts'
import { allServices, offerOf, services } from '../../src/core/service/services/services.ts'

type Stored = {
  readonly name: string
  readonly of: 'submitted' | 'asked' | 'collected' | 'prompted' | 'history' | 'place'
  readonly status: number
  readonly errorType?: string
  readonly body: unknown
  readonly means: object | null
}

const folder = new URL('../fixtures/answers/', import.meta.url)
const ids = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

function meaningOf(service: Service | undefined, { of, status, errorType, body }: Stored): unknown {
  const answer: Answered = {
    status,
    type: 'application/json',
    text: JSON.stringify(body),
    ...(errorType === undefined ? {} : { errorType }),
  }
  switch (of) {
    case 'submitted':
      return service?.routes[0].read(answer, 'model')
    case 'asked':
      return service?.readAsked(answer, { model: 'model', id: 'a' })
    case 'collected':
      return service?.collect?.read(answer)
    case 'prompted':
      return readPrompted(answer)
    case 'history':
      return readHistory(answer, 'g1', ({ filename }) => String(filename as string))
    case 'place':
      return readPlace(answer, 'g1')
    default:
      return of satisfies never
  }
}

describe.each(ids)('an answer of %s', (id) => {
  const stored = JSON.parse(readFileSync(new URL(`${id}/answers.json`, folder), 'utf8')) as readonly Stored[]
  const service = services.find((one) => one.id === id)

  it.each(stored.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const meaning = meaningOf(service, one)
    if (one.means === null) expect(meaning).toBeNull()
    else expect(meaning).toMatchObject(one.means)
  })
})

describe('the services', () => {
  it('know the model of this product by every spelling, where they have it', () => {
    for (const service of allServices.filter(({ id }) => id !== 'comfyui'))
      for (const name of ['flux-depth-pro', 'flux-pro-1-0-depth', 'flux-pro-1.0-depth'])
        expect(offerOf(service, name)?.id).toBe('flux-depth-pro')
    for (const service of allServices) expect(offerOf(service, 'flux-depth-dev')?.id ?? 'none').toMatch(/^(flux-depth-dev|none)$/)
  })
})
