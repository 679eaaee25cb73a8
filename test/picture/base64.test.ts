import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64Of } from '../../src/ui/picture/base64.ts'
import { buildSubmit } from '../../src/ui/service/send.ts'
import { bytesOf, seeded } from '../support/chance.ts'
import { runs } from '../support/runs.ts'

async function written(bytes: Uint8Array): Promise<string> {
  return (await base64Of(new Blob([new Uint8Array(bytes)]))).text()
}

describe('base64', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('of %i bytes is what Node writes', async (length) => {
    const bytes = bytesOf(seeded(length + 1), length)
    expect(await written(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  })

  it('of any bytes is what Node writes', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => {
        expect(await written(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      }),
      runs(),
    ))

  it.each([-2, -1, 0, 1, 2])('is whole at %i bytes from the end of a slice', async (off) => {
    const bytes = bytesOf(seeded(9), 3 * 262_144 + off)
    expect((await written(bytes)) === Buffer.from(bytes).toString('base64')).toBe(true)
  })
})

describe('the body of the paid request', () => {
  const parcel = {
    url: 'https://api.cometapi.com/flux/v1/x',
    key: 'sk-1',
    fields: { prompt: 'A "house"\n\u2028 in Köln', seed: 7, steps: null, prompt_upsampling: false },
    imageField: 'control_image',
  }

  it('is JSON of the fields and the raw base64 of the picture', async () => {
    const bytes = bytesOf(seeded(5), 1000)
    const ask = await buildSubmit({ ...parcel, base64: await base64Of(new Blob([new Uint8Array(bytes)])) })
    const body: unknown = JSON.parse((await ask.body?.text()) ?? '')
    expect(body).toEqual({ ...parcel.fields, control_image: Buffer.from(bytes).toString('base64') })
  })

  it('goes with the key as a bearer, as JSON, and follows no redirect', async () => {
    expect(await buildSubmit({ ...parcel, base64: new Blob(['eA==']) })).toMatchObject({
      url: parcel.url,
      method: 'POST',
      headers: { Authorization: 'Bearer sk-1', 'Content-Type': 'application/json' },
      followsRedirects: false,
    })
  })
})
