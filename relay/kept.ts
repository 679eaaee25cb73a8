/** Serves a picture that the relay has kept to anybody with its signed address. */
import type { Context } from 'hono'
import { dismiss, peel } from './bytes.ts'
import type { Keeper } from './keep/keeper.ts'
import type { Parts } from './parts.ts'
import { openWay, passing, type Way } from './passing.ts'
import { show, unsigned } from './picture.ts'
import { problem, refuse, tooManyPictures } from './problem.ts'
import { pictureType, SNIFF_LENGTH } from './sniff.ts'

export async function keptPicture({ keeper, signed, pictures }: Parts, c: Context): Promise<Response> {
  const id = c.req.query('id') ?? ''
  const refusal = await unsigned(signed, c, 'id', id)
  if (refusal) return refuse(refusal)
  const way = await openWay(pictures.rooms.passing, pictures.timeoutMs, c.req.raw.signal)
  if (!way) return refuse(tooManyPictures)
  try {
    const shown = await keptOf(keeper, id, way)
    if (shown) return shown
    way.limit.stop()
    return refuse(problem(410, 'picture_gone', 'The picture is no longer kept.'))
  } catch (error) {
    way.limit.stop()
    throw error
  }
}

async function keptOf(keeper: Keeper | undefined, id: string, way: Way): Promise<Response | undefined> {
  const kept = (await keeper?.find(id)) && (await keeper?.picture(id))
  if (!kept) return undefined
  const { head, reader } = await peel(kept.body, SNIFF_LENGTH, way.limit.race)
  const type = pictureType(head)
  if (type) return show(type, kept.length, passing(head, reader, { maxBytes: kept.length, way }))
  dismiss(reader)
  return undefined
}
