// Everything that a check can find, each as one sentence with what to do about it. Imported as `import * as findings`. `base` is always a base URL as
// `readBaseUrl` returns it.

import { type FailureCode, failure } from '../failure/failure.ts'
import { failureText } from '../failure/words.ts'
import { accountPages } from '../service/account.ts'
import { hostOf, isLocal, originOf } from '../service/base-url.ts'
import type { AddressProblem } from '../service/explain-address.ts'
import { type Finding, finding } from './finding.ts'
import { manifestAdvice } from '../service/not-allowed.ts'

const relayUrl = 'http://localhost:8787'

/** A relay adds the missing headers. There is no button when the user already has the address of the local relay. */
function needsRelay(base: string, message: string): Finding {
  return finding(
    message,
    'A relay gets around this. Ask your developer for the address of yours; the README says how to start one.',
    base === relayUrl ? null : { do: 'use-address', address: relayUrl },
  )
}

export function addressWrong({ message, next, suggestion }: AddressProblem): Finding {
  return finding(message, next, suggestion === null ? null : { do: 'use-address', address: suggestion })
}

/** A manifest lists hosts only by name (platform §1), so an IP address can never be allowed. */
function numbersNotAllowed(base: string, message: string): Finding {
  const origin = originOf(base)
  const byName = `${origin.replace(/\/\/(\[[^\]]*\]|[\d.]+)/, '//localhost')}${base.slice(origin.length)}`
  return isLocal(base)
    ? finding(message, 'Figma takes no numbers in its place, so use the name.', { do: 'use-address', address: byName })
    : finding(message, 'Figma takes names only, no numbers. Give this machine a name.')
}

export function notInManifest(base: string): Finding {
  const origin = originOf(base)
  const message = `The plugin’s manifest does not allow ${origin}.`
  if (/\/\/(\[|[\d.]+(:|$))/.test(origin)) return numbersNotAllowed(base, message)
  return finding(message, 'Figma only lets plugins reach addresses on that list. Your developer can add it.', {
    do: 'copy',
    text: `${message} ${manifestAdvice(base)}`,
  })
}

export function offline(): Finding {
  return finding('This computer is offline.', 'Connect it to a network and check again.')
}

export function tooSlow(base: string): Finding {
  return finding(`${hostOf(base)} does not answer in time.`, 'Try again in a minute. A firewall or a VPN can be the reason.')
}

export function notReached(base: string): Finding {
  return finding(
    `Nothing answers at ${hostOf(base)}.`,
    isLocal(base)
      ? 'Start the relay on this computer and check again.'
      : 'Check its spelling. A firewall, a VPN or a wrong certificate can be the reason.',
  )
}

export function corsReading(base: string): Finding {
  return needsRelay(base, `${hostOf(base)} blocks requests from plugins (CORS).`)
}

export function corsKey(base: string): Finding {
  return needsRelay(base, `${hostOf(base)} blocks keys from plugins (CORS: the header Authorization).`)
}

export function corsPosting(base: string): Finding {
  return needsRelay(base, `${hostOf(base)} blocks pictures from plugins (CORS: POST with Content-Type).`)
}

export function redirected(base: string): Finding {
  return finding(`${hostOf(base)} sends on to another address, where a key does not follow.`, 'Enter the address that it leads to.')
}

export function keyMissing(): Finding {
  return finding('Paste your key first.', 'It goes into the field above.')
}

export function keyGarbled(): Finding {
  return finding('This key has a space or a letter in it that keys do not have.', 'Copy it once more.')
}

const keyAdvice: Partial<Record<FailureCode, string>> = {
  'key-rejected': 'Copy the key once more from your account and paste it above.',
  forbidden: 'Allow this in the account of the key, or use another key.',
}

function noCredit(base: string, sentence: string): Finding {
  const billing = accountPages(base)?.billing
  return billing === undefined
    ? finding(sentence, `Fill it up, or ask whoever runs ${hostOf(base)}.`)
    : finding(sentence, 'Fill it up and check again.', { do: 'open', label: 'Open billing page', url: billing })
}

/** What to do about a refused key; null for a failure that is not about the key. */
export function keyRefused(code: FailureCode, base: string): Finding | null {
  const { sentence } = failureText(failure(code, ''))
  if (code === 'no-credit') return noCredit(base, sentence)
  const advice = keyAdvice[code]
  return advice === undefined ? null : finding(sentence, advice)
}

export function unexpectedAnswer(base: string): Finding {
  const origin = originOf(base)
  return finding(
    `${hostOf(base)} answers, but not as the service does.`,
    base === origin ? 'Check the address.' : 'Check the path of the address.',
    base === origin ? null : { do: 'use-address', address: origin },
  )
}

export function serverError(base: string, status: number): Finding {
  return finding(`${hostOf(base)} answers with an error (${status}).`, 'Try again in a few minutes.')
}

/** A relay answers, but cannot reach the service behind it. */
export function upstreamDown(base: string): Finding {
  return finding(
    `${hostOf(base)} answers, but does not reach the service behind it.`,
    'Tell who runs it: its network or its UPSTREAM_URL is wrong.',
  )
}

export function relayKeyRefused(): Finding {
  return finding('The service does not accept the key of the relay.', 'Tell who runs it.')
}

export function tokenUnknown(): Finding {
  return finding('The relay does not know this team token.', 'Copy it once more, or ask who runs it.')
}

export function busy(base: string): Finding {
  return finding(`${hostOf(base)} is busy and asks to wait.`, 'Check again in a minute.')
}

export function modelAccepted(path: string): Finding {
  return finding(`The service took an empty request as ${path}. It may charge for it.`, 'Look at your account’s usage.')
}

export function modelOffered(label: string, path: string): Finding {
  return finding(`${label} is offered as ${path}.`)
}

export function modelNotOffered(label: string, paths: readonly string[]): Finding {
  return finding(`${label} is not offered. Asked for as ${paths.join(' and ')}.`, 'Choose another model.', { do: 'choose-model' })
}
