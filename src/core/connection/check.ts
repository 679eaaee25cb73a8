// The road from the plugin's window to a picture, step by step: what each answer proves, and what to do where the road ends. Pure.

import { type Reply, readFailure, readSubmitted, saysMissing } from '../service/comet.ts'
import type { FailureCode } from '../failure/failure.ts'
import { isRecord, readJson } from '../base/read.ts'
import { failureText } from '../failure/words.ts'
import { explainAddress } from '../service/explain-address.ts'
import { accountPages } from '../service/account.ts'
import { hostOf, isLocal, originOf, readBaseUrl } from '../service/base-url.ts'

export const checkSteps = ['address', 'manifest', 'reach', 'cors', 'key', 'model'] as const
/** The last one is walked only on request: it costs a picture. */
export type CheckStep = (typeof checkSteps)[number] | 'picture'
export type CheckState = 'waiting' | 'running' | 'passed' | 'failed' | 'skipped'

export const checkLabel: Record<CheckStep, string> = {
  address: 'Address',
  manifest: 'Allowed by the manifest',
  reach: 'Reachable',
  cors: 'Lets a plugin in',
  key: 'Key',
  model: 'Model',
  picture: 'One picture',
}

/** What a button beside a finding does. */
export type Remedy =
  | { readonly do: 'use-address'; readonly address: string }
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'open'; readonly label: string; readonly url: string }
  | { readonly do: 'choose-model' }

/** What was found, what to do about it in one sentence, and a button where one exists. */
export type Finding = { readonly said: string; readonly next: string; readonly remedy: Remedy | null }

export type CheckLine = { readonly step: CheckStep; readonly state: CheckState; readonly finding: Finding | null }

export const freshLines: readonly CheckLine[] = checkSteps.map((step) => ({ step, state: 'waiting', finding: null }))

/** The lines with this step in this state. Behind a failure nothing is walked any more. */
export function mark(lines: readonly CheckLine[], step: CheckStep, state: CheckState, finding: Finding | null): readonly CheckLine[] {
  const at = lines.findIndex((line) => line.step === step)
  if (at < 0) return [...lines, { step, state, finding }]
  return lines.map((line, index) => {
    if (index === at) return { step, state, finding }
    return state === 'failed' && index > at ? { step: line.step, state: 'skipped', finding: null } : line
  })
}

export function isWalking(lines: readonly CheckLine[]): boolean {
  return lines.some(({ state }) => state === 'running' || state === 'waiting')
}

/** A step that passed, but with something to look after: it may have cost something. */
export function hasWarning(lines: readonly CheckLine[]): boolean {
  return lines.some(({ step, state, finding }) => step !== 'picture' && state === 'passed' && finding !== null && finding.next !== '')
}

/** How a walk ended, in one sentence; empty while it goes on. */
export function outcomeOf(lines: readonly CheckLine[]): string {
  if (lines.length === 0 || isWalking(lines)) return ''
  const failed = lines.find(({ state }) => state === 'failed')
  if (failed !== undefined) return `${checkLabel[failed.step]}: ${inWords(failed.finding)}`
  const hasTrial = lines.some(({ step }) => step === 'picture')
  return hasTrial || hasWarning(lines)
    ? inWords(lines[lines.length - 1]?.finding ?? null)
    : 'It works. The service answers, takes this key and offers this model.'
}

function inWords(finding: Finding | null): string {
  return finding === null ? '' : `${finding.said} ${finding.next}`.trim()
}

export function note(said: string, next = '', remedy: Remedy | null = null): Finding {
  return { said, next, remedy }
}

const relayUrl = 'http://localhost:8787'

/** A relay adds what is missing; its own address leads nowhere new. */
function viaRelay(base: string, said: string): Finding {
  return note(
    said,
    'A relay adds what is missing: start one with npm run relay, as the README tells, and use its address.',
    base === relayUrl ? null : { do: 'use-address', address: relayUrl },
  )
}

export function addressFound(typed: string): { readonly base: string; readonly finding: Finding | null } | { readonly wrong: Finding } {
  const base = readBaseUrl(typed)
  if (base !== null) return { base, finding: base === typed.trim() ? null : note(`Trimmed to ${base}.`) }
  const { message, next, suggestion } = explainAddress(typed)
  return { wrong: note(message, next, suggestion === null ? null : { do: 'use-address', address: suggestion }) }
}

export function notInManifest(base: string): Finding {
  const origin = originOf(base)
  const said = `The plugin’s manifest does not allow ${origin}.`
  if (/\/\/(\[|[\d.]+(:|$))/.test(origin)) {
    const byName = `${origin.replace(/\/\/(\[[^\]]*\]|[\d.]+)/, '//localhost')}${base.slice(origin.length)}`
    return isLocal(base)
      ? note(said, 'Figma takes no numbers in its place, so use the name.', { do: 'use-address', address: byName })
      : note(said, 'Figma takes names only, no numbers. Give this machine a name.')
  }
  const list = isLocal(base) ? 'devAllowedDomains' : 'allowedDomains'
  return note(said, `Add "${origin}" to networkAccess.${list} in manifest.json and import the plugin again.`, {
    do: 'copy',
    text: `"${origin}"`,
  })
}

export const offline = note('This computer is offline.', 'Connect it to a network and check again.')

export function notReached(base: string, isSlow: boolean): Finding {
  const host = hostOf(base)
  if (isSlow) return note(`${host} does not answer in time.`, 'Try again in a minute. A firewall or a VPN can be the reason.')
  return note(
    `Nothing answers at ${host}.`,
    isLocal(base)
      ? 'Start the relay with npm run relay and check again.'
      : 'Check its spelling. A firewall, a VPN or a wrong certificate can be the reason.',
  )
}

/** Where a browser keeps the answer, or the question, from a plugin. */
export function closedTo(base: string, what: 'reading' | 'key' | 'posting' | 'moved'): Finding {
  const host = hostOf(base)
  switch (what) {
    case 'reading':
      return viaRelay(base, `${host} answers, but lets no plugin read it: Access-Control-Allow-Origin is missing.`)
    case 'key':
      return viaRelay(base, `${host} can be read, but takes no key from a plugin: it must allow the header Authorization by name.`)
    case 'posting':
      return viaRelay(base, `${host} takes questions, but no pictures from a plugin: it must allow POST and the header Content-Type.`)
    case 'moved':
      return note(`${host} sends on to another address, where a key does not follow.`, 'Enter the address that it leads to.')
    default:
      return what satisfies never
  }
}

export const keyMissing = note('No key is entered.', 'Paste your API key above.')
export const keyGarbled = note('This key has a space or a letter in it that keys do not have.', 'Copy it once more.')

const refusals: Partial<Record<FailureCode, string>> = {
  'key-rejected': 'Copy the key once more from your account and paste it above.',
  forbidden: 'Allow this in the account of the key, or use another key.',
}

/** What to do about a refusal of the key; null where the key is not what was refused. */
export function refused(code: FailureCode, base: string): Finding | null {
  const { sentence } = failureText({ code, charged: 'no', detail: '' })
  const billing = accountPages(base)?.billing
  if (code === 'no-credit')
    return billing === undefined
      ? note(sentence, `Fill it up, or ask whoever runs ${hostOf(base)}.`)
      : note(sentence, 'Fill it up and check again.', { do: 'open', label: 'Open billing page', url: billing })
  const next = refusals[code]
  return next === undefined ? null : note(sentence, next)
}

function strange(base: string): Finding {
  const origin = originOf(base)
  return note(
    `${hostOf(base)} answers, but not as the service does.`,
    base === origin ? 'Check the address: requests go to its /flux/v1/.' : 'Check the path of the address.',
    base === origin ? null : { do: 'use-address', address: origin },
  )
}

function broken(base: string, status: number): Finding {
  return note(`${hostOf(base)} answers with an error (${status}).`, 'Try again in a few minutes.')
}

function unreached(base: string): Finding {
  return note(`${hostOf(base)} answers, but does not reach the service behind it.`, 'Look at the relay’s network and its UPSTREAM_URL.')
}

function busy(base: string): Finding {
  return note(`${hostOf(base)} is busy and asks to wait.`, 'Check again in a minute.')
}

/** The service's words about a task that nobody has: what is wrong with the key, or with who answers; null where nothing is. */
export function keyFound(reply: Reply, base: string): Finding | null {
  const { status, text } = reply
  // A relay's own words: it answers, and whom it asks does not.
  if (status >= 500 && /"upstream_/.test(text)) return unreached(base)
  if (status >= 500) return broken(base, status)
  const body = readJson(text)
  if (status === 0 || (text !== '' && body === undefined)) return strange(base)
  if (status === 429 && readFailure(reply).code === 'rate-limited') return busy(base)
  if (status >= 200 && status < 300) return isRecord(body) && Object.keys(body).some(isOurs) ? null : strange(base)
  const told = refused(readFailure(reply).code, base)
  // "Not found" without a task is a path that does not exist.
  return told ?? (status === 404 && !(saysMissing(reply) && /task/i.test(text)) ? strange(base) : null)
}

function isOurs(name: string): boolean {
  return /^(id|status|code|message|data|task_id|error)$/.test(name)
}

/** What an order without words and picture is answered with. `other` steps are judged by the key, not by the model. */
export type Offer =
  | { readonly kind: 'served' | 'taken' | 'absent' }
  | { readonly kind: 'stopped'; readonly step: 'key' | 'model'; readonly finding: Finding }

export function readOffer(reply: Reply, base: string): Offer {
  const read = readSubmitted(reply)
  if ('id' in read) return { kind: 'taken' }
  switch (read.code) {
    case 'bad-request':
      return { kind: 'served' }
    case 'model-unavailable':
      return { kind: 'absent' }
    case 'rate-limited':
      return { kind: 'stopped', step: 'model', finding: busy(base) }
    default: {
      const finding = refused(read.code, base) ?? broken(base, reply.status)
      return { kind: 'stopped', step: read.code === 'key-rejected' || read.code === 'no-credit' ? 'key' : 'model', finding }
    }
  }
}

export function modelTaken(path: string): Finding {
  return note(`The service took an empty request as ${path}. It may charge for it.`, 'Look at your account’s usage.')
}

export function modelServed(label: string, path: string): Finding {
  return note(`${label} is offered as ${path}.`)
}

export function modelAbsent(label: string, paths: readonly string[]): Finding {
  return note(`${label} is not offered. Asked for as ${paths.join(' and ')}.`, 'Choose another model.', { do: 'choose-model' })
}
