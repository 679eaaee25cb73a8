// Turns facts into sentences: a table of findings, and the settings to use. Pure.

import { failureText, chargeText } from '../src/core/failure/words.ts'
import type { End, Facts, Offer, Order, Sample } from './doctor-facts.ts'
import { type Verdict, isReadable, ofBadKey, ofConnection, ofPreflight } from './doctor-judge.ts'
import { originOf } from '../src/core/service/base-url.ts'

/** `open`: not asked, or unknown here. */
export type Row = { readonly about: string; readonly found: string; readonly mark: 'good' | 'bad' | 'note' | 'open' }
export type Setting = { readonly name: string; readonly value: string }
export type Diagnosis = { readonly found: readonly Row[]; readonly set: readonly Setting[] }

const relayWords =
  'start a relay (npm run relay) and use http://localhost:8787 as the base URL, or the https address of one that your team runs'

function row(about: string, { found, isFine }: Verdict): Row {
  return { about, found, mark: isFine ? 'good' : 'bad' }
}

function note(about: string, found: string): Row {
  return { about, found, mark: 'note' }
}

function open(about: string, found: string): Row {
  return { about, found, mark: 'open' }
}

/** A single row if all routes gave the same result. */
function ofPreflights({ preflights }: Facts): readonly Row[] {
  const judged = preflights.map((preflight) => ({ ...ofPreflight(preflight), name: `${preflight.method} ${preflight.route}` }))
  const [first] = judged
  if (first === undefined) return []
  return judged.every(({ found }) => found === first.found)
    ? [row(`Preflight, ${judged.length} routes`, first)]
    : judged.map((one) => row(`Preflight, ${one.name}`, one))
}

function offerWords({ path, verdict, failure }: Offer): string {
  switch (verdict) {
    case 'served':
      return `${path} is offered.`
    case 'absent':
      return `${path} is not offered (${failure?.detail ?? ''}).`
    case 'taken':
      return `${path} took an empty order: it may charge for it. No other model was asked for.`
    case 'unknown':
      return `${path}: ${failure === null ? 'no answer.' : `${failureText(failure).sentence} (${failure.detail})`}`
    default:
      return verdict satisfies never
  }
}

function markOf(offers: readonly Offer[]): Row['mark'] {
  if (offers.some(({ verdict }) => verdict === 'served')) return 'good'
  if (offers.some(({ verdict }) => verdict === 'taken')) return 'note'
  return offers.every(({ verdict }) => verdict === 'absent') ? 'bad' : 'open'
}

function ofOffers({ offers, connection }: Facts): readonly Row[] {
  if (offers === null)
    return [open('Models', connection === null ? 'Asked for with a key only.' : 'Not asked for, as the key is not accepted.')]
  const labels = [...new Set(offers.map(({ label }) => label))]
  return labels.map((label) => {
    const own = offers.filter((offer) => offer.label === label)
    return { about: label, found: own.map(offerWords).join(' '), mark: markOf(own) }
  })
}

function ofOrder({ path, fields, failure, end }: Order): readonly Row[] {
  const about = `Picture, ${path}`
  const answer = fields.length === 0 ? '' : ` The answer holds ${fields.join(', ')}.`
  if (failure !== null)
    return [{ about, found: `${failureText(failure).sentence} (${failure.detail}) ${chargeText(failure)}${answer}`, mark: 'bad' }]
  return [{ about, found: `Accepted.${answer}`, mark: 'good' }, ...(end === null ? [] : ofEnd(about, end))]
}

function ofEnd(about: string, end: End): readonly Row[] {
  if (end.kind === 'over') return [{ about, found: `Ended without a picture: ${failureText(end.failure).sentence}`, mark: 'bad' }]
  const { seconds, statuses, dialect, sample, isRenewed } = end
  const way = statuses.length === 0 ? '' : `, by way of ${statuses.join(', ')}`
  return [
    note(about, `Ready after ${seconds.toFixed(1)} s${way}. The service speaks the ${dialect} dialect.`),
    ...(sample === null
      ? [{ about, found: 'The host of the picture did not answer.', mark: 'bad' } satisfies Row]
      : ofSample(about, sample)),
    isRenewed === null
      ? open(about, 'Asking again after that found no picture.')
      : note(about, isRenewed ? 'Asking again renews the link.' : 'Asking again gives the same link; it is not renewed.'),
  ]
}

function ofSample(about: string, sample: Sample): readonly Row[] {
  const { host, isAllowed, redirectsTo, allowOrigin, status, format, size, bytes, headers } = sample
  const kind = `${(format ?? '').toUpperCase()}${size === null ? '' : ` of ${size.width} × ${size.height}`}`
  return [
    redirectsTo !== null
      ? { about, found: `${host} sends on to ${redirectsTo}, which was not followed.`, mark: 'bad' }
      : format === null
        ? { about, found: `${host} answered with HTTP ${status} and no picture.`, mark: 'bad' }
        : note(about, `A ${kind}, ${Math.round(bytes / 1000)} kB, on ${host}.`),
    isReadable(allowOrigin)
      ? { about, found: `The plugin's window can read it from ${host}.`, mark: 'good' }
      : {
          about,
          found: `${host} sends no CORS headers (allow-origin: ${allowOrigin ?? 'none'}), so the plugin's window cannot read it.`,
          mark: 'bad',
        },
    ...(Object.keys(headers).length === 0
      ? []
      : [
          note(
            about,
            `Headers: ${Object.entries(headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('; ')}.`,
          ),
        ]),
    ...(isAllowed ? [] : [{ about, found: `${host} is not in the manifest's list of hosts.`, mark: 'bad' } satisfies Row]),
  ]
}

function samplesOf({ orders }: Facts): readonly Sample[] {
  return orders.flatMap(({ end }) => (end?.kind === 'ready' && end.sample !== null ? [end.sample] : []))
}

function relayAdvice(samples: readonly Sample[]): string {
  if (samples.length === 0)
    return 'not needed to send. Whether it is needed to fetch pictures is only known once one was made: run with --pay, or say yes when asked.'
  if (samples.every(({ format, allowOrigin }) => format !== null && isReadable(allowOrigin))) return 'not needed.'
  return `needed to fetch pictures by itself, unless Figma's own createImageAsync can; else: ${relayWords}.`
}

function modelAdvice({ offers, orders }: Facts): string {
  const made = orders.filter(({ end }) => end?.kind === 'ready').map(({ path }) => path)
  const served = (offers ?? []).filter(({ verdict }) => verdict === 'served')
  const sold = made.length > 0 ? made : served.map(({ path }) => path)
  if (sold.length > 0) return `${[...new Set(sold)].join(', ')}. The plugin finds the spelling by itself.`
  if (offers === null) return 'unknown which are offered; the plugin tries each spelling by itself.'
  return offers.length > 0 && offers.every(({ verdict }) => verdict === 'absent')
    ? 'none that this plugin knows is offered at this address.'
    : 'not known: see the table.'
}

/** The settings to use. */
function advice(facts: Facts, canSend: boolean, key: Verdict | null): readonly Setting[] {
  const { baseUrl, preflights, badKey } = facts
  const samples = samplesOf(facts)
  const isLost = [badKey.submit, badKey.question, ...preflights.map(({ heard }) => heard)].every(({ kind }) => kind === 'lost')
  const strange = [...new Set(samples.filter(({ isAllowed }) => !isAllowed).map(({ host }) => host))]
  return [
    {
      name: 'Base URL',
      value: isLost
        ? `check the address ${baseUrl} and your network.`
        : canSend
          ? baseUrl
          : `not ${baseUrl}. A relay is needed: ${relayWords}.`,
    },
    ...(canSend ? [{ name: 'Relay', value: relayAdvice(samples) }] : []),
    ...(key === null
      ? [{ name: 'API key', value: 'give one as COMETAPI_API_KEY to have it checked.' }]
      : key.isFine
        ? []
        : [{ name: 'API key', value: 'use another one, or look into its account.' }]),
    { name: 'Model', value: modelAdvice(facts) },
    ...strange.map((host) => ({
      name: 'Manifest',
      value: `add https://${host} to networkAccess.allowedDomains, and to the relay's IMAGE_HOSTS.`,
    })),
  ]
}

/** What only a real Figma can settle (api §8.5). */
function onlyFigma(facts: Facts): Row {
  return open(
    'Only in Figma',
    `Whether createImageAsync and the sandbox's fetch read ${samplesOf(facts)[0]?.host ?? 'the host of the pictures'} without CORS, and whether the manifest lets ${originOf(facts.baseUrl)} in: Settings → Check connection → Make a test picture (paid).`,
  )
}

export function diagnose(facts: Facts): Diagnosis {
  const preflights = ofPreflights(facts)
  const badKey = [row('Wrong key, submit', ofBadKey(facts.badKey.submit)), row('Wrong key, question', ofBadKey(facts.badKey.question))]
  const key = facts.connection === null ? null : ofConnection(facts.connection)
  return {
    found: [
      note('Address', `${facts.baseUrl}, asked as a page without an origin would.`),
      ...preflights,
      ...badKey,
      key === null ? open('Your key', 'None was given.') : row('Your key', key),
      ...ofOffers(facts),
      ...(facts.orders.length === 0 ? [open('Picture', 'None was made, as none was agreed to.')] : facts.orders.flatMap(ofOrder)),
      onlyFigma(facts),
    ],
    set: advice(
      facts,
      [...preflights, ...badKey].every(({ mark }) => mark !== 'bad'),
      key,
    ),
  }
}
