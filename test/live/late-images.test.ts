// Figma may draw an image that was just set only from its second export on (figma-audit V): nothing is measured on a blank background.

import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Quirk } from '../../playground/host/types.ts'
import { flatly, lively } from '../support/lively.ts'
import { restyleProduct, someContactLayers, tableWith } from '../support/products.ts'
import { contrasts, say } from '../support/readability.ts'
import { white } from '../support/texts-on-pictures.ts'

const late: { readonly quirks: readonly Quirk[] } = { quirks: ['images-come-late'] }

it('a text is measured against the picture, in the first result of a window and in those that follow', async () => {
  const scene = await lively(say('Hello', white), flatly(0, 0, 0), { texts: true }, late)
  expect((await contrasts(scene))['Hello']).toBeCloseTo(21, 0)
})

it('products are proven and given their shadow over the picture, and contact layers are there when they are proven', async () => {
  const made = async (options: { readonly quirks?: readonly Quirk[] }) => {
    const { figma, nodeId } = await restyleProduct(
      tableWith(`product = shape('createEllipse', frame, 60, 60, 80, 80, paint(0, 0, 1))`),
      {},
      options,
    )
    const contact = await figma.contactLayerPictures(nodeId)
    const proof = await figma.proofPictures(nodeId)
    await figma.layContactLayers({ nodeId, ...(await someContactLayers({ x: 50, y: 120, width: 100, height: 40 })) })
    const all = [contact, proof, await figma.proofPictures(nodeId)].flatMap((answer) => Object.entries(answer ?? {}))
    // Compared as text, because printing a difference of bytes takes a minute.
    return all.map(([name, value]) => `${name} ${value instanceof Uint8Array ? createHash('sha1').update(value).digest('hex') : ''}`)
  }
  expect(await made(late)).toEqual(await made({}))
})
