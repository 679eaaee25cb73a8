// Orders one real picture to try the whole process, with the same code that sends, waits for and downloads every picture. It costs one
// picture.

import { type Finding, finding } from '../../core/connection/finding.ts'
import * as findings from '../../core/connection/findings.ts'
import { type Failure, PluginError, fail, afterAcceptance, toFailure } from '../../core/failure/failure.ts'
import { failureText, chargeText } from '../../core/failure/words.ts'
import { readPicture } from '../../core/picture/image.ts'
import { type Model, initialValues } from '../../core/model/model.ts'
import type { Account } from '../../core/service/account.ts'
import { type PauseWatch, pauseText } from '../../core/service/pause.ts'
import { expectationOf } from '../../core/service/pace.ts'
import type { Ready } from '../../core/service/polling.ts'
import type { ServiceApi } from '../../core/service/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { Time } from '../base/time.ts'
import { base64Of } from '../picture/base64.ts'
import { type PictureConverter, makeFetchPicture } from '../service/delivery.ts'
import type { Network } from '../service/ports.ts'
import { makeReach } from '../service/reach.ts'
import { type SubmitPorts, makeSubmit } from '../service/submit.ts'
import { type Watch, makeWait } from '../service/wait.ts'

/** In px: the smallest square that still shows something. */
export const testPictureSide = 512

export type TestOrderPorts = {
  readonly figma: Pick<RemoteApi<ServiceApi>, 'readPicture'>
  readonly network: Network
  readonly time: Time
  readonly tools: PictureConverter
  readonly lastPath: SubmitPorts['lastPath']
}

export type TestOrderEntry = Account & { readonly model: Model }

/** `bytes` is null when no picture was made, or when no delivery method could read it. */
export type TestOrderEnd = { readonly bytes: Uint8Array | null; readonly finding: Finding }

/** State of one order: whether the service holds it, and the link to its picture once known. */
type Order = {
  readonly entry: TestOrderEntry
  /** Called with a description of the current stage. */
  report(message: string): void
  readonly signal: AbortSignal
  isAccepted: boolean
  link: string | null
}

/** `means` tells how the bytes were read. */
type Delivered = { readonly bytes: Uint8Array; readonly means: string }

/** A generator needs a description of the whole picture, an editor only of the change. */
function promptFor({ preserveClause }: Model): string {
  return preserveClause === null
    ? 'An oak cube on a marble table before a plain plaster wall, soft daylight from a window on the left.'
    : `Make the cube of oak and the table of marble. ${preserveClause}`
}

type Stage = { readonly text: string; readonly again: 'Trying' | 'Asking' }

const sending: Stage = { text: 'Sending a small picture.', again: 'Trying' }
const waiting: Stage = { text: 'Accepted, and paid. Waiting for the picture.', again: 'Asking' }
const fetching: Stage = { text: 'Fetching the picture.', again: 'Trying' }

/** Reports pauses of a stage, and the stage itself when it continues. */
function watchOf({ report }: Order, now: () => number, stage: Stage): PauseWatch & Watch {
  const back = (): void => report(stage.text)
  return { paused: (pause) => report(pauseText(pause, now(), stage.again)), continued: back, progressed: back }
}

/** Downloads in the window, otherwise through the sandbox. Null when the link has expired. */
async function deliver({ figma, network, time, tools }: TestOrderPorts, order: Order, { url }: Ready): Promise<Delivered | null> {
  const fetched = await makeFetchPicture(network, time, tools)(url, watchOf(order, time.now, fetching), order.signal)
  if (fetched.kind === 'bytes') return { bytes: fetched.bytes, means: 'The plugin’s window can read it by itself.' }
  if (fetched.kind === 'link-expired') return null
  if (fetched.failure.code === 'bad-picture') throw new PluginError(fetched.failure)
  const { bytes } = await figma.readPicture(url)
  return { bytes, means: 'Its host lets no window read it, but Figma itself can.' }
}

function describe({ bytes, means }: Delivered, { seconds }: Ready): string {
  const picture = readPicture(bytes)
  const size = picture?.size ? `, ${picture.size.width} × ${picture.size.height}` : ''
  return `Made in ${seconds.toFixed(1)} s${size} ${picture?.format.toUpperCase() ?? ''}. ${means}`
}

/** The next step after a failure. A picture that may have been paid for is never ordered again automatically (law 3). */
function explain(failure: Failure, base: string, link: string | null): Finding {
  const sentence = failure.code === 'still-waiting' ? 'The service is still working after a long time.' : failureText(failure).sentence
  const message = `${sentence} ${chargeText(failure)}`
  if (link !== null && failure.code === 'delivery-blocked')
    return finding(message, 'A relay brings such pictures: start one with npm run relay, as the README tells.', {
      do: 'open',
      label: 'Open picture',
      url: link,
    })
  if (failure.charged !== 'no') return finding(message, 'Look at your account’s usage before you make another.')
  if (failure.code === 'model-unavailable') return finding(message, 'Choose another model.', { do: 'choose-model' })
  const { next, remedy } = findings.keyRefused(failure.code, base) ?? finding('', 'Check the connection once more.')
  return finding(message, next, remedy)
}

async function runOrder(ports: TestOrderPorts, order: Order, drawPicture: () => Promise<Blob>): Promise<TestOrderEnd> {
  const { network, time, lastPath } = ports
  const { entry, signal } = order
  const account = (): Account => ({ baseUrl: entry.baseUrl, key: entry.key })
  order.report(sending.text)
  const input = {
    prompt: promptFor(entry.model),
    seed: 1,
    values: initialValues(entry.model),
    sent: { width: testPictureSide, height: testPictureSide },
  }
  const reach = makeReach(network, [entry.baseUrl])
  const { submit } = makeSubmit({ network, time, account, reach, lastPath, crowded: () => {} })
  // The order has no record to continue from, and therefore no name.
  const sent = { input, base64: await base64Of(await drawPicture()), name: null, watch: watchOf(order, time.now, sending) }
  const { remoteId } = await submit(entry.model, sent, signal)
  order.isAccepted = true
  const task = { remoteId, acceptedAt: time.now() }
  const wait = makeWait(network, time, account, reach)
  // An expired link is requested once more, as the service may issue a fresh one.
  for (let attempt = 0; attempt < 2; attempt++) {
    order.report(waiting.text)
    const ready = await wait(task, expectationOf([]), watchOf(order, time.now, waiting), signal)
    order.link = ready.url
    order.report(fetching.text)
    const delivered = await deliver(ports, order, ready)
    if (delivered !== null) {
      return { bytes: delivered.bytes, finding: finding(describe(delivered, ready), 'Not added to the canvas.') }
    }
  }
  return fail('expired', 'the link is dead and was not renewed')
}

/** Rejects only when it is stopped; every failure becomes a finding. @param report called with a description of the current stage */
export function makeTestOrder(ports: TestOrderPorts) {
  return async (
    entry: TestOrderEntry,
    drawPicture: () => Promise<Blob>,
    report: (message: string) => void,
    signal: AbortSignal,
  ): Promise<TestOrderEnd> => {
    const order: Order = { entry, report, signal, isAccepted: false, link: null }
    try {
      return await runOrder(ports, order, drawPicture)
    } catch (thrown) {
      if (signal.aborted) throw thrown
      const failure = toFailure(thrown)
      return { bytes: null, finding: explain(order.isAccepted ? afterAcceptance(failure) : failure, entry.baseUrl, order.link) }
    }
  }
}
