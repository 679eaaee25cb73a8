import { describe, expect, it } from 'vitest'
import { askService, serviceNamed } from '../../playground/doctor-service.ts'
import { openStandIn } from '../../playground/service/others/open.ts'

describe('the doctor of a service', () => {
  it.each(['cometapi', 'comfy-router', 'bfl', 'replicate', 'fal', 'comfyui'] as const)(
    'tells what %s says of key and models',
    async (id) => {
      const service = await openStandIn(id, { key: 'a-key' })
      const told = await askService(id, service.url, 'a-key')
      expect(told).toContainEqual({ name: 'Answers', said: 'yes' })
      expect(told.filter(({ name }) => name === 'Model').length).toBeGreaterThan(0)
      expect(told.find(({ name }) => name === 'Key')?.said).toBe(id === 'comfyui' ? 'none needed' : 'not refused')
      const wrong = await askService(id, service.url, 'another')
      if (id !== 'comfyui') expect(wrong.find(({ name }) => name === 'Key')?.said).toMatch(/^refused: /)
      await service.close()
      expect(await askService(id, service.url, 'a-key')).toContainEqual({ name: 'Answers', said: 'no: nothing answers at this address.' })
    },
  )

  it('knows no other', () => {
    expect(serviceNamed('midjourney')).toMatchObject({ fault: expect.stringContaining('Choose from cometapi') as unknown })
  })
})
