// The stand-in accepts for each model exactly what the maker's stored schema accepts; and its models can be switched off.

import { describe, expect, it } from 'vitest'
import { defaults } from '../../../playground/service/settings.ts'
import { schemaOf } from '../../support/schema.ts'
import { control, stage } from './help.ts'

const paths = defaults.models.filter((path) => path !== 'flux-pro-1-0-depth')

function documented(path: string): NonNullable<ReturnType<typeof schemaOf>> {
  const schema = schemaOf(path)
  if (schema === null) throw new Error(`the maker knows no ${path}`)
  return schema
}

function imageField(path: string): string {
  return /depth|canny/.test(path) ? 'control_image' : 'input_image'
}

async function asker(path: string) {
  const { submit, service } = stage({ taskMs: 0 })
  const picture = (await control()).toString('base64')
  const plain = { prompt: 'a house', [imageField(path)]: picture }
  return {
    service,
    picture,
    status: async (fields: Readonly<Record<string, unknown>>): Promise<number> => (await submit({ ...plain, ...fields }, path)).status,
  }
}

describe.each(paths)('%s', (path) => {
  const { properties, required } = documented(path)

  it('takes the ends of every range and every choice, and nothing beyond', async () => {
    const { status } = await asker(path)
    for (const [name, { minimum, maximum, enum: choices, type }] of Object.entries(properties)) {
      for (const end of [minimum, maximum])
        if (end !== undefined) expect([name, end, await status({ [name]: end })]).toEqual([name, end, 200])
      if (minimum !== undefined) expect([name, await status({ [name]: minimum - 1 })]).toEqual([name, 422])
      if (maximum !== undefined) expect([name, await status({ [name]: maximum + 1 })]).toEqual([name, 422])
      for (const choice of choices ?? []) expect([name, choice, await status({ [name]: choice })]).toEqual([name, choice, 200])
      if (choices !== undefined) expect([name, await status({ [name]: 'gif' })]).toEqual([name, 422])
      const isWhole = [type].flat().includes('integer')
      if (isWhole) expect([name, await status({ [name]: (minimum ?? 0) + 0.5 })]).toEqual([name, 422])
      if ([type].flat().includes('boolean'))
        expect([name, await status({ [name]: true }), await status({ [name]: 'yes' })]).toEqual([name, 200, 422])
    }
  })

  it('takes every picture that is documented, and no field that is not', async () => {
    const { status, picture } = await asker(path)
    for (const name of Object.keys(properties).filter((one) => /image/.test(one)))
      expect([name, await status({ [name]: picture })]).toEqual([name, 200])
    const foreign = paths.flatMap((other) => Object.keys(documented(other).properties)).filter((name) => !(name in properties))
    for (const name of new Set([...foreign, 'surprise'])) expect([name, await status({ [name]: 1 })]).toEqual([name, 422])
    for (const name of required ?? []) expect([name, await status({ [name]: undefined })]).toEqual([name, 422])
  })

  it('can be switched off for good in any of the service’s ways, and on again', async () => {
    const { service, status } = await asker(path)
    service.settings.gone = [path]
    for (const [how, code] of [
      ['model-not-found', 503],
      ['not-found', 404],
      ['maker-not-found', 404],
      ['html', 200],
    ] as const) {
      service.settings.goneAs = how
      expect([how, await status({})]).toEqual([how, code])
    }
    expect(service.accepted).toHaveLength(0)
    service.settings.gone = []
    expect(await status({})).toBe(200)
  })
})

it.each([
  ['21:9', 200],
  ['9:21', 200],
  ['87:47', 200],
  ['22:9', 422],
  ['9:22', 422],
  ['0:1', 422],
  ['wide', 422],
])('Kontext answers %s with %i', async (ratio, code) => {
  expect(await (await asker('flux-kontext-pro')).status({ aspect_ratio: ratio })).toBe(code)
})
