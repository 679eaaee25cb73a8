// The paid request on the worker's side: what was cancelled is not sent.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildSubmit } from '../../src/ui/service/send.ts'
import { makeServiceTools } from '../../src/ui/service/worker.ts'
import { rejection } from '../support/network.ts'

const submit = { url: 'https://api.cometapi.com/flux/v1/x', key: 'sk-1', fields: { seed: 1 }, imageField: 'control_image' }

const base64 = new Blob(['cG5n'])

function countFetches(): string[] {
  const fetched: string[] = []
  vi.stubGlobal('fetch', async (url: string, { body }: { body: Blob }) => {
    fetched.push(`${url} ${await body.text()}`)
    return new Response('{}')
  })
  return fetched
}

afterEach(() => vi.unstubAllGlobals())

describe('the paid request', () => {
  it('is sent with the picture in its body', async () => {
    const fetched = countFetches()
    await makeServiceTools(new EventTarget()).send({ ...submit, base64 }, new AbortController().signal)
    expect(fetched).toEqual([`${submit.url} {"seed":1,"control_image":"cG5n"}`])
  })

  it('carries a second picture behind the first', async () => {
    const fetched = countFetches()
    const reference = { field: 'input_image_2', picture: new Blob(['jpeg']) }
    await makeServiceTools(new EventTarget()).send({ ...submit, base64, reference }, new AbortController().signal)
    expect(fetched).toEqual([`${submit.url} {"seed":1,"control_image":"cG5n","input_image_2":"anBlZw=="}`])
  })

  it('tells a relay its name, and how long ago it was sent before', async () => {
    const { headers } = await buildSubmit({ ...submit, base64, idempotencyKey: 'k1', sentBefore: 60 })
    expect([headers['Idempotency-Key'], headers.Prefer]).toEqual(['k1', 'sent-before=60'])
  })

  it('is not sent where it was cancelled before', async () => {
    const fetched = countFetches()
    const sending = makeServiceTools(new EventTarget()).send({ ...submit, base64 }, AbortSignal.abort())
    expect(await rejection(sending)).toMatchObject({ name: 'AbortError' })
    expect(fetched).toEqual([])
  })

  it('is not sent where it is cancelled while its body is put together', async () => {
    const fetched = countFetches()
    const controller = new AbortController()
    const picture = new Blob(['jpeg'])
    const read = picture.arrayBuffer.bind(picture)
    picture.arrayBuffer = async () => {
      controller.abort()
      return read()
    }
    const sending = makeServiceTools(new EventTarget()).send(
      { ...submit, base64, reference: { field: 'input_image_2', picture } },
      controller.signal,
    )
    expect(await rejection(sending)).toMatchObject({ name: 'AbortError' })
    expect(fetched).toEqual([])
  })
})
