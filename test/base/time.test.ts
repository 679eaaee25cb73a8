import { describe, expect, it } from 'vitest'
import { browserTime } from '../../src/ui/base/time.ts'
import { rejection } from '../support/network.ts'

function offline() {
  const page = Object.assign(new EventTarget(), { navigator: { onLine: false } })
  const time = browserTime(page as unknown as Window)
  return { page, time }
}

describe('waiting for the network', () => {
  it('ends when the network is back', async () => {
    const { page, time } = offline()
    const waiting = time.online(new AbortController().signal)
    page.dispatchEvent(new Event('online'))
    expect(await waiting).toBeUndefined()
  })

  it('ends when it is aborted, also when that was before', async () => {
    const { time } = offline()
    const controller = new AbortController()
    const waiting = rejection(time.online(controller.signal))
    controller.abort()
    expect(await waiting).toMatchObject({ name: 'AbortError' })
    expect(await rejection(time.online(controller.signal))).toMatchObject({ name: 'AbortError' })
    expect(await rejection(time.delay(1, controller.signal))).toMatchObject({ name: 'AbortError' })
  })
})
