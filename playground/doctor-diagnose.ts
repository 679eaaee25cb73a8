// Facts → plain sentences: what was found, and what to set. Pure.

import { readFailure } from '../src/core/comet.ts'
import { readJson } from '../src/core/read.ts'
import { hostOf } from '../src/core/settings.ts'
import { tell } from '../src/core/words.ts'
import type { Facts, Heard, Paid, Sample } from './doctor-facts.ts'

export type Diagnosis = { readonly found: readonly string[]; readonly set: readonly string[] }

const relayWords =
  'start a relay (npm run relay) and use http://localhost:8787 as the base URL, or the https address of one that your team runs'

/** Whether a page without an origin may read the answer. */
const isReadable = (allowOrigin: string | null): boolean => allowOrigin === '*' || allowOrigin === 'null'

type Covers = 'by-name' | 'by-star' | 'no'

const coverage = (allowHeaders: string | null): Covers => {
  const names = (allowHeaders ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  const covers = (name: string): boolean => names.includes(name) || names.includes('*')
  if (!covers('authorization') || !covers('content-type')) return 'no'
  return names.includes('authorization') ? 'by-name' : 'by-star'
}

type Verdict = { readonly sentence: string; readonly isFine: boolean }

const ofPreflight = (heard: Heard, host: string): Verdict => {
  if (heard.kind === 'lost') return { sentence: `${host} cannot be reached (${heard.why}).`, isFine: false }
  const { status, allowOrigin, allowHeaders } = heard
  if (status < 200 || status >= 300)
    return {
      sentence: `${host} answers a browser's question in advance with HTTP ${status}, so the plugin cannot send to it.`,
      isFine: false,
    }
  if (!isReadable(allowOrigin))
    return {
      sentence: `${host} does not allow requests from a page without an origin (allow-origin: ${allowOrigin ?? 'none'}), and a plugin's window is one.`,
      isFine: false,
    }
  switch (coverage(allowHeaders)) {
    case 'no':
      return {
        sentence: `${host} does not allow the headers that carry the key (allow-headers: ${allowHeaders ?? 'none'}).`,
        isFine: false,
      }
    case 'by-star':
      return {
        sentence: `${host} lets the plugin send. It allows headers by "*" only, which Chromium accepts for the key today and plans to stop accepting.`,
        isFine: true,
      }
    default:
      return { sentence: `${host} lets the plugin send.`, isFine: true }
  }
}

const ofBadKey = (heard: Heard): Verdict => {
  if (heard.kind === 'lost') return { sentence: `A submit with a wrong key got no answer (${heard.why}).`, isFine: false }
  const { status, allowOrigin } = heard
  const isFine = isReadable(allowOrigin)
  const what =
    status === 401 ? 'A wrong key is refused with 401' : `A submit with a wrong key is answered with HTTP ${status} instead of 401`
  return {
    sentence: isFine
      ? `${what}, and the plugin can read that.`
      : `${what}, but the plugin cannot read it: errors would look like a lost connection.`,
    isFine,
  }
}

const ofConnection = (heard: Heard): Verdict => {
  if (heard.kind === 'lost') return { sentence: `The check of your key got no answer (${heard.why}).`, isFine: false }
  const { code } = readFailure(heard)
  if (code === 'key-rejected' || code === 'no-credit' || code === 'forbidden')
    return { sentence: `Your key: ${tell(readFailure(heard)).sentence}`, isFine: false }
  if (readJson(heard.text) === undefined)
    return { sentence: 'The address answers, but not as the service does: there is no JSON.', isFine: false }
  if (heard.status >= 500) return { sentence: `The service answers your key with an error (HTTP ${heard.status}).`, isFine: false }
  return { sentence: 'Your key is accepted.', isFine: true }
}

const ofPaid = ({ refused, accepted, end }: Paid): readonly string[] => [
  ...refused.map(({ path, failure }) => {
    const what = failure.code === 'model-unavailable' ? `The model is not sold as ${path}` : `Submitting as ${path} failed`
    return `${what}: ${tell(failure).sentence} (${failure.detail})`
  }),
  ...(accepted === null ? ['No picture was made.'] : [`The model is sold as ${accepted}.`]),
  ...(end === null ? [] : end.kind === 'over' ? [`The task ended without a picture: ${tell(end.failure).sentence}`] : ofReady(end)),
]

const ofReady = ({ seconds, sample, isRenewed }: Extract<Paid['end'], { kind: 'ready' }>): readonly string[] => [
  `The picture took ${seconds.toFixed(1)} s.`,
  ...(sample === null ? ['Its host did not answer.'] : ofSample(sample)),
  isRenewed === null
    ? 'Asking again after that found no picture.'
    : isRenewed
      ? 'Asking again renews the link.'
      : 'Asking again gives the same link; it is not renewed.',
]

const ofSample = ({ host, isKnownHost, allowOrigin, status, format, size, bytes }: Sample): readonly string[] => [
  format === null
    ? `${host} answered with HTTP ${status} and no picture.`
    : `It is a ${format.toUpperCase()}${size === null ? '' : ` of ${size.width} × ${size.height}`}, ${Math.round(bytes / 1000)} kB, on ${host}.`,
  isReadable(allowOrigin)
    ? `The plugin's window can read it from there.`
    : `${host} sends no CORS headers (allow-origin: ${allowOrigin ?? 'none'}), so the plugin's window cannot read it.`,
  ...(isKnownHost ? [] : [`${host} is not in the manifest's list of hosts.`]),
]

/** What to put where. */
const advice = (facts: Facts, canSend: boolean, keyWorks: boolean | null): readonly string[] => {
  const { baseUrl, paid } = facts
  const sample = paid?.end?.kind === 'ready' ? paid.end.sample : null
  const isLost = facts.preflight.kind === 'lost' && facts.badKey.kind === 'lost'
  return [
    isLost
      ? `Base URL: check the address ${baseUrl} and your network.`
      : canSend
        ? `Base URL: ${baseUrl}`
        : `Base URL: not ${baseUrl}. A relay is needed: ${relayWords}.`,
    ...(canSend ? [relayAdvice(sample)] : []),
    ...(keyWorks === null
      ? ['API key: give one as COMETAPI_API_KEY or as an argument to have it checked.']
      : keyWorks
        ? []
        : ['API key: use another one, or look into its account.']),
    modelAdvice(paid),
    ...(sample !== null && !sample.isKnownHost
      ? [`Manifest: add https://${sample.host} to networkAccess.allowedDomains, and to the relay's IMAGE_HOSTS.`]
      : []),
  ]
}

const relayAdvice = (sample: Sample | null): string => {
  if (sample === null)
    return 'Relay: not needed to send. Whether it is needed to fetch pictures is only known once one was made: run with --pay, which costs about one picture.'
  if (sample.format !== null && isReadable(sample.allowOrigin)) return 'Relay: not needed.'
  return `Relay: needed to fetch pictures by itself, unless Figma's own createImageAsync can; else: ${relayWords}.`
}

const modelAdvice = (paid: Paid | null): string => {
  if (paid === null) return 'Model: unknown which spelling is sold; the plugin tries each by itself.'
  if (paid.accepted !== null) return `Model: ${paid.accepted}; the plugin finds it by itself.`
  const isGone = paid.refused.length > 0 && paid.refused.every(({ failure }) => failure.code === 'model-unavailable')
  return isGone
    ? 'Model: choose another one under Advanced; this one is not offered under any spelling.'
    : 'Model: not known; the submit failed for another reason.'
}

export const diagnose = (facts: Facts): Diagnosis => {
  const preflight = ofPreflight(facts.preflight, hostOf(facts.baseUrl))
  const badKey = ofBadKey(facts.badKey)
  const connection = facts.connection === null ? null : ofConnection(facts.connection)
  return {
    found: [
      preflight.sentence,
      badKey.sentence,
      ...(connection === null ? [] : [connection.sentence]),
      ...(facts.paid === null ? [] : ofPaid(facts.paid)),
    ],
    set: advice(facts, preflight.isFine && badKey.isFine, connection?.isFine ?? null),
  }
}
