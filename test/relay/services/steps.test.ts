import { expect, it } from 'vitest'
import { makeSteps } from '../../../relay/comfyui/steps.ts'

it('the progress of an order that nobody listens to is forgotten when it has ended', async () => {
  let say = (_type: string, _data: object): void => {}
  const steps = makeSteps(
    'http://comfy.invalid/ws',
    (_url, heard, _ended, opened) => {
      say = (type, data) => heard(JSON.stringify({ type, data }))
      opened?.()
      return { close: () => {} }
    },
    ['3'],
    () => new Promise(() => {}),
  )
  await steps.listen()
  const ends = ['execution_success', 'execution_interrupted', 'execution_error']
  for (const [index, end] of ends.entries()) {
    const id = `p${index}`
    say('progress', { prompt_id: id, node: '3', value: 5, max: 10 })
    expect(steps.progressOf(id)).toBe(0.5)
    say(end, { prompt_id: id })
    expect([end, steps.progressOf(id)]).toEqual([end, null])
  }
})
