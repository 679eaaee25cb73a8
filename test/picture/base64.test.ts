import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64 } from '../../src/ui/picture/base64.ts'
import { buildSubmit } from '../../src/ui/service/send.ts'
import { bytesOf, seeded } from '../support/chance.ts'
import { runs } from '../support/runs.ts'

function joined(bytes: Uint8Array): string {
  return Buffer.concat(toBase64(bytes)).toString('latin1')
}

describe('base64', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('of %i bytes is what Node writes', (length) => {
    const bytes = bytesOf(seeded(length + 1), length)
    expect(joined(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  })

  it('of any bytes is what Node writes, also where they lie in a larger buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), fc.nat({ max: 5 }), (bytes, from) => {
        const view = bytes.subarray(Math.min(from, bytes.length))
        expect(joined(view)).toBe(Buffer.from(view).toString('base64'))
      }),
      runs(),
    )
  })

  it.each([-2, -1, 0, 1, 2])('is whole at %i bytes from the end of a slice', (off) => {
    const bytes = bytesOf(seeded(9), 3 * 262_144 + off)
    expect(joined(bytes) === Buffer.from(bytes).toString('base64')).toBe(true)
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
    const ask = await buildSubmit({ ...parcel, picture: new Blob([new Uint8Array(bytes)]) })
    const body: unknown = JSON.parse((await ask.body?.text()) ?? '')
    expect(body).toEqual({ ...parcel.fields, control_image: Buffer.from(bytes).toString('base64') })
  })

  it('goes with the key as a bearer, as JSON, and follows no redirect', async () => {
    expect(await buildSubmit({ ...parcel, picture: new Blob(['x']) })).toMatchObject({
      url: parcel.url,
      method: 'POST',
      headers: { Authorization: 'Bearer sk-1', 'Content-Type': 'application/json' },
      followsRedirects: false,
    })
  })
})
