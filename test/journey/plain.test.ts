// A moderated picture that arrives as one plain colour; changed numbers that are reported; words in braces that are sent as typed.

import sharp from 'sharp'
import { expect, it } from 'vitest'
import { results } from './canvas.ts'
import { soon } from './journey.ts'
import { useStage } from './support.ts'
import { photographInBoth } from './themes.ts'

const { play } = useStage()

it('lays a picture of one plain colour, says so, and makes another beside it with a new seed', () =>
  play({}, async (journey) => {
    const { page, window, service, restyle, waitPhase } = journey
    const black = await sharp({ create: { width: 1152, height: 832, channels: 3, background: '#000' } })
      .jpeg()
      .toBuffer()
    const sample = `data:image/jpeg;base64,${black.toString('base64')}`
    service.faults.always('poll', {
      name: 'said',
      answer: { status: 200, type: 'application/json', body: JSON.stringify({ status: 'Ready', result: { sample } }) },
    })
    await restyle()
    expect(await waitPhase('done')).toMatchObject({ phase: 'done' })
    const job = window.getByRole('list', { name: 'Jobs' }).getByRole('listitem').first()
    await job.getByText('The picture is one plain colour. Services answer so when they hold a picture back.').waitFor()
    await photographInBoth(journey, 'plain-picture')
    service.faults.clear()
    await job.getByRole('button', { name: /New seed/ }).click()
    await photographInBoth(journey, 'plain-picture-again')
    expect(service.submits()).toHaveLength(1)
    await journey.press('Restyle with a new seed')
    await soon(async () => expect(await results(page)).toHaveLength(2))
    const [first, second] = service.submits()
    expect(second?.fields['seed']).not.toBe(first?.fields['seed'])
  }))

it('says what became of a number that had to be changed', () =>
  play({}, async (journey) => {
    const { window } = journey
    await window.getByRole('button', { name: 'Advanced' }).click()
    const steps = window.getByRole('spinbutton', { name: 'Steps' })
    await steps.fill('100')
    await steps.press('Enter')
    await window.getByText('15 to 50: 100 became 50.').waitFor()
    await photographInBoth(journey, 'number-changed')
    expect(await steps.inputValue()).toBe('50')
    const variants = window.getByRole('spinbutton', { name: 'Variants' })
    await variants.fill('99')
    await variants.press('Enter')
    await window.getByText('1 to 8: 99 became 8.').waitFor()
    await photographInBoth(journey, 'variants-changed')
  }))

it('takes the words of a prompt as they are typed', () =>
  play({}, async (journey) => {
    const { window } = journey
    const words = window.getByRole('textbox', { name: 'Prompt' })
    const asTyped = window.getByRole('checkbox', { name: 'As typed' })
    expect(await asTyped.count()).toBe(0)
    await words.fill('a {oak | walnut} floor')
    await window.getByRole('button', { name: /2 pictures$/ }).waitFor()
    await asTyped.check()
    await photographInBoth(journey, 'as-typed')
    await window.getByText('a {oak | walnut} floor.').waitFor()
    expect(await window.getByRole('button', { name: /2 pictures$/ }).count()).toBe(0)
  }))
