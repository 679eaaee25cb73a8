import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { API, control, depthBody, stage } from './help.ts'

const key = { authorization: 'Bearer sk-stand-in' }

async function isIssue(response: Response): Promise<unknown> {
  return ((await response.json()) as { detail: { loc: string[]; type: string }[] }).detail
}

describe('a task', () => {
  it('is pending, works with progress, and is ready when its time is up', async () => {
    const { submitted, poll, pass } = stage({ taskMs: 10_000 })
    const id = await submitted()
    expect(await poll(id)).toMatchObject({ status: 'Pending', result: null })
    pass(5_000)
    expect(await poll(id)).toMatchObject({ status: 'Generating', progress: 0.5 })
    pass(5_000)
    expect(await poll(id)).toMatchObject({
      status: 'Ready',
      result: { sample: expect.stringMatching(/^https:\/\/delivery\.eu2\.bfl\.ai\/durable\/\w+\/sample\.jpeg\?/) },
    })
  })

  it('reasons first where the model does', async () => {
    const { submitted, poll, pass } = stage({ taskMs: 10_000 })
    const id = await submitted({ prompt: 'a house', input_image: (await control()).toString('base64') }, 'flux-2-pro')
    pass(3_000)
    expect((await poll(id)).status).toBe('Reasoning')
  })

  it('keeps the seed it was given, and makes one up otherwise', async () => {
    const { submitted, poll } = stage({ taskMs: 0 })
    expect((await poll(await submitted(await depthBody({ seed: 42 })))).result?.seed).toBe(42)
    expect((await poll(await submitted())).result?.seed).toEqual(expect.any(Number))
  })

  it('speaks the wrapped dialect where that is set', async () => {
    const { submitted, poll, pass } = stage({ dialect: 'wrapped', submitShape: 'status', taskMs: 10_000 })
    const id = await submitted()
    pass(5_000)
    expect(await poll(id)).toMatchObject({ code: 'success', data: { task_id: id, status: 'IN_PROGRESS', progress: '50%' } })
    pass(5_000)
    expect(await poll(id)).toMatchObject({ code: 'success', data: { status: 'SUCCESS', data: { sample: expect.any(String) } } })
  })

  it('has a picture whose link dies after its minutes, and is forgotten later', async () => {
    const { service, submitted, poll, pass } = stage({ taskMs: 0, linkMs: 600_000, keepMs: 900_000 })
    const id = await submitted()
    const sample = (await poll(id)).result?.sample ?? ''
    expect((await service.fetch(sample)).status).toBe(200)
    pass(600_001)
    const dead = await service.fetch(sample)
    expect([dead.status, dead.headers.get('content-type')]).toEqual([403, 'application/xml'])
    expect((await poll(id)).status).toBe('Ready')
    pass(300_000)
    expect((await poll(id)).status).toBe('Task not found')
  })

  it('signs a fresh link on asking again where that is set', async () => {
    const { service, submitted, poll, pass } = stage({ taskMs: 0, renewsLinks: true })
    const id = await submitted()
    pass(599_000)
    const sample = (await poll(id)).result?.sample ?? ''
    pass(2_000)
    expect((await service.fetch(sample)).status).toBe(200)
  })

  it('gives the format that was asked for', async () => {
    const { service, submitted, poll } = stage({ taskMs: 0 })
    const picture = await service.fetch((await poll(await submitted(await depthBody({ output_format: 'png' })))).result?.sample ?? '')
    expect(picture.headers.get('content-type')).toBe('image/png')
  })
})

describe('the door', () => {
  it('lets in configured keys, with or without Bearer, and nobody else', async () => {
    const { service, submit } = stage()
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await submit(undefined, undefined, { headers: { 'content-type': 'application/json', ...headers } })).status
    expect(await status(key)).toBe(200)
    expect(await status({ authorization: 'sk-stand-in' })).toBe(200)
    expect(await status({ authorization: 'Bearer sk-wrong' })).toBe(401)
    expect(await status({})).toBe(401)
    expect(service.accepted.length).toBe(2)
  })

  it('has CORS headers on relay routes, none on pictures and none on the web app', async () => {
    const { service, submitted, poll } = stage({ taskMs: 0 })
    const origin = async (url: string, init?: RequestInit): Promise<string | null> =>
      (await service.fetch(url, init)).headers.get('access-control-allow-origin')
    const preflight = await service.fetch(`${API}/flux-2-pro`, { method: 'OPTIONS' })
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'authorization,content-type'])
    expect(await origin(`${API}/get_result?id=a`)).toBe('*')
    const sample = (await poll(await submitted())).result?.sample ?? ''
    expect(await origin(sample)).toBeNull()
    expect(await origin('https://api.cometapi.com/somewhere')).toBeNull()
    service.settings.imageCors = true
    expect(await origin(sample)).toBe('*')
  })

  it('has no channel for spellings that are not set', async () => {
    const { submit } = stage({ models: ['flux-pro-1-0-depth'] })
    const refused = await submit(undefined, 'flux-pro-1.0-depth')
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'model_not_found' } }])
    expect((await submit(undefined, 'flux-pro-1-0-depth')).status).toBe(200)
  })

  it.each([
    ['an unknown field', { width: 512 }, 'width', 'extra_forbidden'],
    ['steps out of range', { steps: 10 }, 'steps', 'greater_than_equal'],
    ['guidance out of range', { guidance: 101 }, 'guidance', 'less_than_equal'],
    ['a broken seed', { seed: 1.5 }, 'seed', 'int_from_float'],
    ['a wrong format', { output_format: 'webp' }, 'output_format', 'enum'],
    ['a missing prompt', { prompt: undefined }, 'prompt', 'missing'],
    ['a tolerance of nothing', { safety_tolerance: null }, 'safety_tolerance', 'int_type'],
    ['a data address', { control_image: 'data:image/png;base64,AAAA' }, 'control_image', 'value_error'],
    ['bytes that are no picture', { control_image: 'AAAA' }, 'control_image', 'value_error'],
  ])('answers 422 to %s', async (_name, fields, at, type) => {
    const { service, submit } = stage()
    const answer = await submit(await depthBody(fields))
    expect([answer.status, await isIssue(answer)]).toEqual([422, [{ loc: ['body', at], msg: expect.any(String), type }]])
    expect(service.accepted).toEqual([])
  })

  it('wants a control picture or a ready depth map, and takes either', async () => {
    const { submit } = stage()
    expect((await submit({ prompt: 'a house' })).status).toBe(422)
    expect((await submit({ prompt: 'a house', preprocessed_image: (await control()).toString('base64') })).status).toBe(200)
  })

  it('refuses control pictures under 256 px', async () => {
    const small = await control(320, 255)
    expect((await stage().submit({ prompt: 'a', control_image: small.toString('base64') })).status).toBe(422)
  })

  it('keeps what it was sent, pictures as bytes', async () => {
    const { service, submit } = stage()
    await submit(await depthBody({ steps: 30 }))
    const [request] = service.submits()
    expect(request).toMatchObject({
      method: 'POST',
      path: '/flux/v1/flux-pro-1.0-depth',
      headers: key,
      fields: { prompt: 'a timber house', steps: 30 },
    })
    expect(Buffer.from(request?.pictures['control_image'] ?? []).equals(await control())).toBe(true)
  })
})

describe('the size of a result', () => {
  it.each([
    ['on the grid and small: itself', 'flux-pro-1.0-depth', 'control_image', [1216, 864], {}, [1216, 864]],
    ['large: about a megapixel in the same shape', 'flux-pro-1.0-depth', 'control_image', [1440, 1024], {}, [1216, 864]],
    [
      'kontext: the size of its own that is nearest to the ratio asked for',
      'flux-kontext-pro',
      'input_image',
      [640, 640],
      { aspect_ratio: '2:1' },
      [1456, 720],
    ],
    ['flux-2: the size asked for', 'flux-2-pro', 'input_image', [640, 480], { width: 512, height: 384 }, [512, 384]],
    ['flux-2: else the input cropped to the grid', 'flux-2-pro', 'input_image', [650, 490], {}, [640, 480]],
  ])('%s', async (_name, model, field, [w = 0, h = 0], fields, [width = 0, height = 0]) => {
    const { service, submitted, poll } = stage({ taskMs: 0, paint: 'identity-megapixel' })
    const body = { prompt: 'a house', output_format: 'png', [field]: (await control(w, h)).toString('base64'), ...fields }
    const picture = await service.fetch((await poll(await submitted(body, model))).result?.sample ?? '')
    const size = await sharp(await picture.arrayBuffer()).metadata()
    expect([size.width, size.height]).toEqual([width, height])
  })
})
