// "Check connection" where the road goes through, how a walk is told and stopped, and the one picture that is made on request.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Handler, type Service } from '../../playground/service/service.ts'
import { outcomeOf } from '../../src/core/connection/check.ts'
import { findModel } from '../../src/core/model/models.ts'
import { pictureSize } from '../../src/core/picture/image-size.ts'
import { depth, home, key, openCheck, relay, says, settled, states } from '../support/checking.ts'

afterEach(() => vi.unstubAllGlobals())

describe('a road without an end', () => {
  it('is walked with five small questions that make nothing', async () => {
    const world = openCheck()
    const lines = await world.walk()
    expect(states(lines)).toBe('pppppp')
    expect(outcomeOf(lines)).toMatch(/^It works\./)
    expect(lines.at(-1)?.finding?.said).toBe('FLUX.1 Depth [pro] is offered as flux-pro-1.0-depth.')
    expect(
      world.road.seen.filter(({ method }) => method !== 'OPTIONS').map(({ method, authorization, body }) => [method, authorization, body]),
    ).toEqual([
      ['GET', null, ''],
      ['GET', `Bearer ${key}`, ''],
      ['POST', `Bearer ${key}`, '{}'],
    ])
    expect(world.service.accepted).toHaveLength(0)
  })

  it('fills in as it goes', async () => {
    const world = openCheck()
    const told: string[] = []
    const stop = world.connection.subscribe(({ lines }) => void told.push(states(lines)))
    await world.walk()
    stop()
    expect(told).toEqual([
      '',
      'rwwwww',
      'pwwwww',
      'prwwww',
      'ppwwww',
      'pprwww',
      'pppwww',
      'ppprww',
      'ppppww',
      'pppprw',
      'pppppw',
      'pppppr',
      'pppppp',
    ])
  })

  it.each([
    [`${home}/`, null],
    [`${home}/flux/v1/`, null],
    [`${home}/flux/v1/flux-pro-1.0-depth`, null],
    [`${home}/flux/v1/get_result?id=abc`, null],
    [`  ${home.toUpperCase()} `, null],
    ['http://localhost:8787/prefix/flux/v1', 'http://localhost:8787/prefix'],
  ])('begins at %s, and says what it was trimmed to', async (baseUrl, base) => {
    const under: (service: Service) => Handler =
      ({ api }) =>
      async (request) =>
        api.fetch(new Request(request.url.replace('/prefix/', '/'), request))
    const world = openCheck({ hosts: (service) => ({ [relay]: under(service) }) })
    const lines = await world.walk({ baseUrl })
    expect(states(lines)).toBe('pppppp')
    expect(lines[0]?.finding?.said).toBe(`Trimmed to ${base ?? home}.`)
    expect(world.road.seen.every(({ url }) => url.startsWith(`${base ?? home}/flux/v1/`))).toBe(true)
  })

  it('finds a model under its second spelling', async () => {
    const world = openCheck({ service: { models: ['flux-pro-1-0-depth'] } })
    expect((await world.walk()).at(-1)).toMatchObject({
      state: 'passed',
      finding: { said: expect.stringContaining('as flux-pro-1-0-depth.') as string },
    })
  })

  it('says so where the service took the empty request, and asks no second time', async () => {
    const world = openCheck({
      hosts: ({ api }) => ({
        [home]: async (request) => (request.method === 'POST' ? says(200, '{"id":"abc"}')(request) : api.fetch(request)),
      }),
    })
    const lines = await world.walk()
    expect(lines.at(-1)).toMatchObject({
      state: 'passed',
      finding: { said: 'The service took an empty request as flux-pro-1.0-depth. It may charge for it.' },
    })
    expect(world.road.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(outcomeOf(lines)).toContain('It may charge for it. Look at your account’s usage.')
  })
})

describe('a walk', () => {
  it('that led over a redirect does not make its host a forbidden one', async () => {
    let isMoved = true
    const moved = (): Response => new Response(null, { status: 301, headers: { location: 'https://www.cometapi.com/' } })
    const world = openCheck({ hosts: () => ({ [home]: async () => (isMoved ? moved() : Promise.reject(new Error('down'))) }) })
    expect(states(await world.walk())).toBe('pppfss')
    isMoved = false
    // The manifest is not to blame for a host that is down.
    expect(states(await world.walk())).toBe('ppfsss')
  })

  it('is stopped by closing, and leaves nothing behind', async () => {
    const begun: (() => void)[] = []
    const world = openCheck({
      hosts: () => ({ [home]: () => new Promise<Response>((resolve) => begun.push(() => resolve(new Response()))) }),
    })
    world.checkConnection({ key, baseUrl: home })
    await settled(() => begun.length > 0)
    world.close()
    begun.forEach((answer) => answer())
    expect(world.lines()).toEqual([])
    await new Promise((resolve) => setTimeout(resolve))
    expect(world.lines()).toEqual([])
    expect(world.road.seen).toHaveLength(1)
  })

  it('is forgotten when the entry is changed', async () => {
    const world = openCheck()
    await world.walk()
    world.forgetCheck()
    expect(world.lines()).toEqual([])
  })
})

describe('one test picture', () => {
  it('goes the way of every picture, is shown, and lies on no canvas', async () => {
    const world = openCheck()
    await world.walk()
    const line = await world.trial()
    expect(line).toMatchObject({ state: 'passed' })
    expect(line.finding?.said).toMatch(/^Made in [\d.]+ s, 512 × 512 PNG\. The plugin’s window can read it by itself\.$/)
    expect(line.finding?.next).toBe('It is on no canvas: closing this dialog drops it.')
    expect(world.connection.peek().picture).toMatch(/^blob:/)
    expect(world.service.accepted).toHaveLength(1)
    const [order] = world.service.submits().slice(-1)
    expect(Object.keys(order?.pictures ?? {})).toEqual(['control_image'])
    expect(pictureSize(order?.pictures['control_image'] ?? new Uint8Array())).toEqual({ width: 512, height: 512 })
    world.close()
    expect(world.urls.size).toBe(0)
    expect(world.lines()).toEqual([])
  })

  it.each(['flux-kontext-pro', 'flux-2-pro'])('is taken by %s as well', async (id) => {
    const world = openCheck({ model: findModel(id) ?? depth })
    await world.walk()
    expect(await world.trial()).toMatchObject({ state: 'passed' })
  })

  it('tells that Figma reads it where the window may not', async () => {
    const world = openCheck({ service: { imageCors: false }, sandboxReads: true })
    await world.walk()
    expect((await world.trial()).finding?.said).toContain('but Figma itself can.')
    expect(world.connection.peek().picture).not.toBeNull()
  })

  it('that nobody can read is opened by hand, and a relay is named', async () => {
    const world = openCheck({ service: { imageCors: false } })
    await world.walk()
    const line = await world.trial()
    expect(line).toMatchObject({ state: 'failed', finding: { remedy: { do: 'open', label: 'Open picture' } } })
    expect(line.finding?.said).toContain('Probably charged.')
    expect(line.finding?.next).toContain('relay')
  })

  it('whose answer is lost is not sent again, and says that it may have been charged', async () => {
    const world = openCheck()
    await world.walk()
    world.service.faults.next('submit', 'lost')
    const line = await world.trial()
    expect(line.finding?.said).toBe('The answer got lost. The service may have taken the picture. It may have been charged.')
    expect(line.finding?.next).toContain('usage')
    expect(world.service.accepted).toHaveLength(1)
    expect(world.service.submits().filter(({ bytes }) => bytes > 100)).toHaveLength(1)
  })

  it('is not made before a walk that went well, nor a second time while one is in the making', async () => {
    const world = openCheck()
    world.makeTestPicture({ key, baseUrl: home })
    await world.walk({ key: 'sk-wrong' })
    world.makeTestPicture({ key, baseUrl: home })
    expect(world.lines().some(({ step }) => step === 'picture')).toBe(false)
    await world.walk()
    world.service.faults.always('poll', 'hang')
    world.makeTestPicture({ key, baseUrl: home })
    await settled(() => world.service.accepted.length === 1)
    world.makeTestPicture({ key, baseUrl: home })
    world.checkConnection({ key, baseUrl: home })
    world.forgetCheck()
    expect(world.lines().at(-1)).toMatchObject({ step: 'picture', state: 'running' })
    world.close()
    expect(world.lines()).toEqual([])
    expect(world.service.accepted).toHaveLength(1)
  })

  it('stays when the entry is changed, and no second one goes to an address that was not checked', async () => {
    const world = openCheck()
    await world.walk()
    await world.trial()
    world.forgetCheck()
    expect(world.lines().map(({ step }) => step)).toEqual(['picture'])
    expect(world.urls.size).toBe(1)
    world.makeTestPicture({ key, baseUrl: relay })
    expect(world.service.accepted).toHaveLength(1)
    await world.walk()
    expect(world.urls.size).toBe(0)
  })

  it('that is refused says that it cost nothing', async () => {
    const world = openCheck()
    await world.walk()
    world.service.faults.always('submit', 'no-quota')
    const line = await world.trial()
    expect(line.finding?.said).toBe('The account of this key has no credit left. Not charged.')
    expect(line.finding?.remedy).toMatchObject({ label: 'Open billing page' })
  })
})
