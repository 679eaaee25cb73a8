// "Check connection": a check that passes, how it is announced and stopped, and the one test picture that is made on request.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Handler, type Service } from '../../playground/service/service.ts'
import { findModel } from '../../src/core/model/models.ts'
import { pictureSize } from '../../src/core/picture/image-size.ts'
import { allPassed, depth, failedAt, home, key, openCheck, relay, says, stepsByState } from '../support/checking.ts'
import { checkSteps, outcomeOf } from '../../src/core/connection/steps.ts'

afterEach(() => vi.unstubAllGlobals())

/** An event that happens once, and a promise for it. */
function signalled(): { readonly heard: Promise<void>; tell(): void } {
  let tell = (): void => undefined
  const heard = new Promise<void>((resolve) => (tell = resolve))
  return { heard, tell: () => tell() }
}

describe('a check that passes', () => {
  it('asks small questions that make nothing', async () => {
    const opened = openCheck()
    const lines = await opened.runCheck()
    expect(stepsByState(lines)).toEqual(allPassed)
    expect(outcomeOf(lines)).toMatch(/^It works\./)
    expect(lines.at(-1)?.finding?.message).toBe('FLUX.1 Depth [pro] is offered as flux-pro-1-0-depth.')
    expect(
      opened.browser.seen
        .filter(({ method }) => method !== 'OPTIONS')
        .map(({ method, authorization, body }) => [method, authorization, body]),
    ).toEqual([
      ['GET', null, ''],
      ['GET', `Bearer ${key}`, ''],
      ['POST', `Bearer ${key}`, '{}'],
    ])
    expect(opened.service.accepted).toHaveLength(0)
  })

  it('fills in as it goes', async () => {
    const opened = openCheck()
    const told: unknown[] = []
    const stop = opened.check.subscribe(({ lines }) => void told.push(stepsByState(lines)))
    await opened.runCheck()
    stop()
    const waiting = (position: number) => (position < checkSteps.length ? { waiting: checkSteps.slice(position) } : {})
    const passed = (position: number) => (position > 0 ? { passed: checkSteps.slice(0, position) } : {})
    expect(told).toEqual([
      {},
      ...checkSteps.flatMap((step, position) => [
        { ...passed(position), running: [step], ...waiting(position + 1) },
        { ...passed(position + 1), ...waiting(position + 1) },
      ]),
    ])
  })

  it.each([
    [`${home}/flux/v1/`, null],
    [`${home}/flux/v1/flux-pro-1.0-depth`, null],
    [`${home}/flux/v1/get_result?id=abc`, null],
    ['http://localhost:8787/prefix/flux/v1', 'http://localhost:8787/prefix'],
  ])('begins at %s, and says what it was trimmed to', async (baseUrl, base) => {
    const under: (service: Service) => Handler =
      ({ api }) =>
      async (request) =>
        api.fetch(new Request(request.url.replace('/prefix/', '/'), request))
    const opened = openCheck({ hosts: (service) => ({ [relay]: under(service) }) })
    const lines = await opened.runCheck({ baseUrl })
    expect(stepsByState(lines)).toEqual(allPassed)
    expect(lines[0]?.finding?.message).toBe(`Kept as ${base ?? home}: the plugin adds the rest itself.`)
    expect(opened.browser.seen.every(({ url }) => url.startsWith(`${base ?? home}/flux/v1/`))).toBe(true)
  })

  it('says nothing of spaces, capital letters and slashes at the end', async () => {
    const lines = await openCheck().runCheck({ baseUrl: `  ${home.toUpperCase()}/ ` })
    expect(stepsByState(lines)).toEqual(allPassed)
    expect(lines[0]?.finding ?? null).toBeNull()
  })

  it('checks the key that was copied with its header', async () => {
    expect(stepsByState(await openCheck().runCheck({ key: `Authorization: Bearer ${key}` }))).toEqual(allPassed)
  })

  it('finds a model under its second spelling', async () => {
    const opened = openCheck({ service: { models: ['flux-pro-1-0-depth'] } })
    expect((await opened.runCheck()).at(-1)).toMatchObject({
      state: 'passed',
      finding: { message: expect.stringContaining('as flux-pro-1-0-depth.') as string },
    })
  })

  it('says so where the service took the empty request, and asks no second time', async () => {
    const opened = openCheck({
      hosts: ({ api }) => ({
        [home]: async (request) => (request.method === 'POST' ? says(200, '{"id":"abc"}')(request) : api.fetch(request)),
      }),
    })
    const lines = await opened.runCheck()
    expect(lines.at(-1)).toMatchObject({
      state: 'passed',
      finding: { message: 'The service took an empty request as flux-pro-1-0-depth. It may charge for it.' },
    })
    expect(opened.browser.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(outcomeOf(lines)).toContain('It may charge for it. Look at your account’s usage.')
  })
})

describe('a check', () => {
  it('that led over a redirect does not make its host a forbidden one', async () => {
    let isMoved = true
    const moved = (): Response => new Response(null, { status: 301, headers: { location: 'https://elsewhere.example/' } })
    const opened = openCheck({ hosts: () => ({ [home]: async () => (isMoved ? moved() : Promise.reject(new Error('down'))) }) })
    expect(stepsByState(await opened.runCheck())).toEqual(failedAt('cors'))
    isMoved = false
    // A host that is down must not be blamed on the manifest.
    expect(stepsByState(await opened.runCheck())).toEqual(failedAt('reach'))
  })

  it('is stopped by closing, and leaves nothing behind', async () => {
    const [asked, answer] = [signalled(), signalled()]
    const opened = openCheck({
      hosts: () => ({
        [home]: async () => {
          asked.tell()
          await answer.heard
          return new Response()
        },
      }),
    })
    opened.checkConnection({ key, baseUrl: home })
    await asked.heard
    opened.stopCheck()
    answer.tell()
    expect(opened.lines()).toEqual([])
    await Promise.allSettled(opened.browser.asked)
    expect(opened.lines()).toEqual([])
    expect(opened.browser.seen).toHaveLength(1)
  })

  it('is forgotten when the entry is changed', async () => {
    const opened = openCheck()
    await opened.runCheck()
    opened.forgetCheck()
    expect(opened.lines()).toEqual([])
  })
})

describe('one test picture', () => {
  it('takes the way of every picture, is shown, and is put on no canvas', async () => {
    const opened = openCheck()
    await opened.runCheck()
    const line = await opened.testPicture()
    expect(line).toMatchObject({ state: 'passed' })
    expect(line.finding?.message).toMatch(/^Made in [\d.]+ s, 512 × 512 PNG\. The plugin’s window can read it by itself\.$/)
    expect(line.finding?.next).toBe('Not added to the canvas.')
    expect(opened.check.peek().picture).toMatch(/^blob:/)
    expect(opened.service.accepted).toHaveLength(1)
    const [order] = opened.service.submits().slice(-1)
    expect(Object.keys(order?.pictures ?? {})).toEqual(['control_image'])
    expect(pictureSize(order?.pictures['control_image'] ?? new Uint8Array())).toEqual({ width: 512, height: 512 })
    opened.stopCheck()
    expect(opened.urls.size).toBe(0)
    expect(opened.lines()).toEqual([])
  })

  it.each(['flux-kontext-pro', 'flux-2-pro'])('is taken by %s as well', async (id) => {
    const opened = openCheck({ model: findModel(id) ?? depth })
    await opened.runCheck()
    expect(await opened.testPicture()).toMatchObject({ state: 'passed' })
  })

  it('says that Figma can read it when the window may not', async () => {
    const opened = openCheck({ service: { imageCors: false }, sandboxReads: true })
    await opened.runCheck()
    expect((await opened.testPicture()).finding?.message).toContain('but Figma itself can.')
    expect(opened.check.peek().picture).not.toBeNull()
  })

  it('that nobody can read is opened by hand, and a relay is named', async () => {
    const opened = openCheck({ service: { imageCors: false } })
    await opened.runCheck()
    const line = await opened.testPicture()
    expect(line).toMatchObject({ state: 'failed', finding: { remedy: { do: 'open', label: 'Open picture' } } })
    expect(line.finding?.message).toContain('Probably charged.')
    expect(line.finding?.next).toContain('relay')
  })

  it('whose answer is lost is not sent again, and says that it may have been charged', async () => {
    const opened = openCheck()
    await opened.runCheck()
    opened.service.faults.next('submit', 'lost')
    const line = await opened.testPicture()
    expect(line.finding?.message).toBe('Connection lost while sending. The picture may have been made. It may have been charged.')
    expect(line.finding?.next).toContain('usage')
    expect(opened.service.accepted).toHaveLength(1)
    expect(opened.service.submits().filter(({ bytes }) => bytes > 100)).toHaveLength(1)
  })

  it('is not made before a check that passed, nor a second time while one is in the making', async () => {
    const polled = signalled()
    const opened = openCheck({
      hosts: ({ api, accepted }) => ({
        [home]: (request) => {
          if (accepted.length > 0) polled.tell()
          return api.fetch(request)
        },
      }),
    })
    opened.makeTestPicture({ key, baseUrl: home })
    await opened.runCheck({ key: 'sk-wrong' })
    opened.makeTestPicture({ key, baseUrl: home })
    expect(opened.lines().some(({ step }) => step === 'picture')).toBe(false)
    await opened.runCheck()
    opened.service.faults.always('poll', 'hang')
    opened.makeTestPicture({ key, baseUrl: home })
    await polled.heard
    opened.makeTestPicture({ key, baseUrl: home })
    opened.checkConnection({ key, baseUrl: home })
    opened.forgetCheck()
    expect(opened.lines().at(-1)).toMatchObject({ step: 'picture', state: 'running' })
    opened.stopCheck()
    expect(opened.lines()).toEqual([])
    expect(opened.service.accepted).toHaveLength(1)
  })

  it('stays when the entry is changed, and no second one goes to an address that was not checked', async () => {
    const opened = openCheck()
    await opened.runCheck()
    await opened.testPicture()
    opened.forgetCheck()
    expect(opened.lines().map(({ step }) => step)).toEqual(['picture'])
    expect(opened.urls.size).toBe(1)
    opened.makeTestPicture({ key, baseUrl: relay })
    expect(opened.service.accepted).toHaveLength(1)
    await opened.runCheck()
    expect(opened.urls.size).toBe(0)
  })

  it('that is refused says that it cost nothing', async () => {
    const opened = openCheck()
    await opened.runCheck()
    opened.service.faults.always('submit', 'no-quota')
    const line = await opened.testPicture()
    expect(line.finding?.message).toBe('Your account has no credit left. Not charged.')
    expect(line.finding?.remedy).toMatchObject({ label: 'Open billing page' })
  })
})
