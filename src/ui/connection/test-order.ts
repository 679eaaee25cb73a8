// One real picture, made to see the whole road: sent, waited for and fetched by the code that every picture takes. It costs one picture.

import { type Finding, note, refused } from '../../core/connection/check.ts'
import { type Failure, PluginError, fail, afterAcceptance, toFailure } from '../../core/failure/failure.ts'
import { readPicture } from '../../core/picture/image.ts'
import { type Model, initialValues } from '../../core/model/model.ts'
import { expectationOf } from '../../core/service/pace.ts'
import type { ServiceApi } from '../../core/service/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { failureText, chargeText } from '../../core/failure/words.ts'
import { type PictureConverter, makeFetchPicture } from '../service/delivery.ts'
import type { Network } from '../service/ports.ts'
import { makeSubmit } from '../service/submit.ts'
import { makeWait } from '../service/wait.ts'
import type { Account } from '../../core/service/account.ts'
import type { Time } from '../base/time.ts'
import type { Ready } from '../../core/service/polling.ts'

/** In px: the smallest square that still shows something. */
export const testPictureSide = 512

/** A generator is told the whole picture, an editor what to change. */
function promptFor({ preserveClause: keep }: Model): string {
  return keep === null
    ? 'An oak cube on a marble table before a plain plaster wall, soft daylight from a window on the left.'
    : `Make the cube of oak and the table of marble. ${keep}`
}

type World = {
  readonly figma: RemoteApi<Pick<ServiceApi, 'readPicture'>>
  readonly network: Network
  readonly time: Time
  readonly tools: PictureConverter
}

export type TestOrderEntry = Account & { readonly model: Model }

/** `bytes` is null where no rung could read the picture, or none was made. */
export type TestOrderEnd = { readonly bytes: Uint8Array | null; readonly finding: Finding }

const keepWords = 'It is on no canvas: closing this dialog drops it.'

type Read = { readonly bytes: Uint8Array; readonly by: string }

/** The rungs of delivery in their order. Null for a dead link. */
async function fetchBy({ figma, network, time, tools }: World, { url }: Ready, signal: AbortSignal): Promise<Read | null> {
  const fetched = await makeFetchPicture(network, time, tools)(url, signal)
  if (fetched.kind === 'bytes') return { bytes: fetched.bytes, by: 'The plugin’s window can read it by itself.' }
  if (fetched.kind === 'link-expired') return null
  if (fetched.failure.code === 'bad-picture') throw new PluginError(fetched.failure)
  const { bytes } = await figma.readPicture(url)
  return { bytes, by: 'Its host lets no window read it, but Figma itself can.' }
}

function describe({ bytes, by }: Read, { seconds }: Ready): string {
  const picture = readPicture(bytes)
  const size = picture?.size ? `, ${picture.size.width} × ${picture.size.height}` : ''
  return `Made in ${seconds.toFixed(1)} s${size} ${picture?.format.toUpperCase() ?? ''}. ${by}`
}

/** What to do then. A picture that may have been paid is never ordered again by itself (law 3). */
function explain(told: Failure, base: string, link: string | null): Finding {
  const sentence = told.code === 'still-waiting' ? 'The service is still working after a long time.' : failureText(told).sentence
  const said = `${sentence} ${chargeText(told)}`
  if (link !== null && told.code === 'delivery-blocked')
    return note(said, 'A relay brings such pictures: start one with npm run relay, as the README tells.', {
      do: 'open',
      label: 'Open picture',
      url: link,
    })
  if (told.charged !== 'no') return note(said, 'Look at your account’s usage before you make another.')
  if (told.code === 'model-unavailable') return note(said, 'Choose another model.', { do: 'choose-model' })
  const { next, remedy } = refused(told.code, base) ?? note('', 'Check the connection once more.')
  return { said, next, remedy }
}

/** Throws only when it is stopped. @param watch hears what is waited for */
export function makeTestOrder(world: World) {
  return async (
    { baseUrl, key, model }: TestOrderEntry,
    draw: () => Promise<Blob>,
    watch: (said: string) => void,
    signal: AbortSignal,
  ): Promise<TestOrderEnd> => {
    const { network, time } = world
    const account = (): Account => ({ baseUrl, key })
    const sent = { width: testPictureSide, height: testPictureSide }
    let isAccepted = false
    let link: string | null = null
    try {
      watch('Sending a small picture.')
      const draft = { prompt: promptFor(model), seed: 1, values: initialValues(model), sent }
      const { remoteId } = await makeSubmit(network, time, account)(model, draft, await draw(), signal)
      isAccepted = true
      const remote = { remoteId, acceptedAt: time.now() }
      const wait = makeWait(network, time, account)
      // A dead link is asked for once more: the service may sign it anew.
      for (let attempt = 0; attempt < 2; attempt++) {
        watch('Accepted, and paid. Waiting for the picture.')
        const ready = await wait(remote, expectationOf([]), () => {}, signal)
        link = ready.url
        watch('Fetching the picture.')
        const read = await fetchBy(world, ready, signal)
        if (read !== null) return { bytes: read.bytes, finding: note(describe(read, ready), keepWords) }
      }
      return fail('expired', 'the link is dead and was not renewed')
    } catch (thrown) {
      if (signal.aborted) throw thrown
      const told = toFailure(thrown)
      return { bytes: null, finding: explain(isAccepted ? afterAcceptance(told) : told, baseUrl, link) }
    }
  }
}
