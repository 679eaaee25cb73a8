/** Reads and validates the environment once: options, or every fault as a sentence. Shared by Node and Workers. */
import { isImageHost } from './hosts.ts'
import { isModelName } from './models.ts'
import type { S3Options } from './keep/s3.ts'
import { readOperation, type Operation } from './operate/settings.ts'
import { hasOwnKeys, keyNames, readServices, reportMissingKeys, type ServiceSettings } from './services/settings.ts'
import { factsOf, offerOf } from '../src/core/service/services/services.ts'
import { isSet, readListOf, readNumberOf, readSecretOf, readTextOf, readUrlOf, shortestSecret, type EnvReader } from './variables.ts'

export type Config = Operation & {
  readonly port: number
  readonly host: string
  readonly publicUrl: string | undefined
  readonly services: readonly ServiceSettings[]
  readonly comfyuiGraph: string | undefined
  readonly team: { readonly tokens: readonly string[]; readonly requestsPerMinute: number } | undefined
  readonly imageHosts: readonly string[]
  readonly maxImageBytes: number
  readonly models: readonly string[] | undefined
  readonly pictureSecret: string | undefined
  readonly keep: KeepConfig | undefined
}

/** `maxBytes` is for all pictures together. Without `dir` and `s3` they are kept in memory. */
export type KeepConfig = {
  readonly minutes: number
  readonly maxBytes: number
  readonly dir: string | undefined
  readonly s3?: S3Options | undefined
}

export type Env = Readonly<Record<string, string | undefined>>
export type Read =
  | { readonly kind: 'config'; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly kind: 'faults'; readonly faults: readonly string[] }

const week = 7 * 24 * 60
const bucketExample = 'https://s3.eu-central-1.amazonaws.com/pictures'

export function readConfig(env: Env): Read {
  const faults: string[] = []
  const warnings: string[] = []
  const told: EnvReader = { env, report: (fault) => void faults.push(fault), warn: (warning) => void warnings.push(warning) }

  const { services: named, comfyuiGraph } = readServices(told)
  const services = reportMissingKeys(told, named)

  const config: Config = {
    services,
    comfyuiGraph,
    port: readNumberOf(told, 'PORT', { least: 0, most: 65_535 }) ?? 8787,
    host: readTextOf(told, 'HOST') ?? '127.0.0.1',
    publicUrl: readUrlOf(told, 'PUBLIC_URL'),
    team: readTeam(told, services),
    imageHosts:
      readListOf(told, 'IMAGE_HOSTS', (entry) =>
        isImageHost(entry) ? undefined : `"${entry}" is no host and no origin. Write cdn.example.com, or http://localhost:9000.`,
      ) ?? [],
    maxImageBytes: readNumberOf(told, 'MAX_IMAGE_BYTES', { least: 1, most: 500_000_000 }) ?? 40_000_000,
    models: readModels(told, services),
    pictureSecret: readSecretOf(told, 'PICTURE_SECRET'),
    keep: readKeep(told, services),
    ...readOperation(told),
  }
  return faults.length === 0 ? { kind: 'config', config, warnings } : { kind: 'faults', faults: [...new Set(faults)] }
}

/** A model that nothing here offers may be a new one, so it is no fault; mistyped, it would allow nothing. */
function readModels(told: EnvReader, services: readonly ServiceSettings[]): Config['models'] {
  const named = readListOf(told, 'ALLOWED_MODELS', (entry) =>
    isModelName(entry) ? undefined : `"${entry}" is no model's name: write one like flux-pro-1.0-depth.`,
  )
  for (const name of named ?? []) {
    if (services.some(({ id }) => offerOf(factsOf(id), name) !== null)) continue
    told.warn(
      `ALLOWED_MODELS: ${services.map(({ id }) => id).join(' and ')} are not known to offer "${name}". /v1/models lists what is offered.`,
    )
  }
  return named
}

function readTeam(told: EnvReader, services: readonly ServiceSettings[]): Config['team'] {
  const keys = keyNames(told)
  const tokens = readListOf(told, 'TEAM_TOKENS', (token, all) => {
    // Never repeat the token itself: the sentence ends up in a log.
    const place = `entry ${all.indexOf(token) + 1}`
    if (/[^\x21-\x7e]/.test(token)) return `${place} has characters that no header can carry: use plain letters, digits and signs.`
    if (token.length < shortestSecret)
      told.warn(`TEAM_TOKENS: ${place} is short and can be guessed. Use at least ${shortestSecret} characters.`)
    if (keys.some((name) => token === told.env[name]?.trim()))
      return `${place} is the key itself, which is what tokens keep from people: make one with openssl rand -hex 16.`
    return all.indexOf(token) === all.lastIndexOf(token) ? undefined : `${place} is there twice: give each designer a token of their own.`
  })
  const requestsPerMinute = readNumberOf(told, 'REQUESTS_PER_MINUTE', { least: 1, most: 1_000_000 })
  const [keyName] = keys
  if (keyName !== undefined && !isSet(told, 'TEAM_TOKENS')) {
    told.report(`${keyName} is set without TEAM_TOKENS: whoever reaches the relay would spend the key. Give each designer a token.`)
  }
  if (isSet(told, 'TEAM_TOKENS') && keyName === undefined && !hasOwnKeys(services)) {
    const wanted = services[0]?.id === 'cometapi' ? 'COMETAPI_API_KEY or SERVICE_KEY' : 'SERVICE_KEY'
    told.report(`TEAM_TOKENS is set without ${wanted}: there is no key that the tokens could open.`)
  }
  if (isSet(told, 'REQUESTS_PER_MINUTE') && !isSet(told, 'TEAM_TOKENS')) {
    told.report('REQUESTS_PER_MINUTE counts for each team token: set TEAM_TOKENS and the key, or leave it out.')
  }
  if (isSet(told, 'TEAM_KEY'))
    told.report('TEAM_KEY is gone: put the key into COMETAPI_API_KEY, and a token for each designer into TEAM_TOKENS.')
  return tokens ? { tokens, requestsPerMinute: requestsPerMinute ?? 600 } : undefined
}

function readKeep(told: EnvReader, services: readonly ServiceSettings[]): Config['keep'] {
  const minutes = readNumberOf(told, 'KEEP_PICTURES_MINUTES', { least: 1, most: week })
  const maxBytes = readNumberOf(told, 'KEEP_PICTURES_BYTES', { least: 1_000_000, most: 1e13 })
  const dir = readTextOf(told, 'KEEP_PICTURES_DIR')
  const s3 = readS3(told)
  if (dir !== undefined && s3) told.report('KEEP_PICTURES_DIR and KEEP_PICTURES_S3 are two places: set one.')
  const isMemory = dir === undefined && !isSet(told, 'KEEP_PICTURES_S3')
  if (isMemory && minutes !== undefined && isSet(told, 'STATE_URL')) {
    told.warn(
      'KEEP_PICTURES_MINUTES: each relay keeps its pictures for itself. Set KEEP_PICTURES_DIR or KEEP_PICTURES_S3 to a place of all.',
    )
  }
  if (!isSet(told, 'KEEP_PICTURES_MINUTES')) {
    for (const name of ['KEEP_PICTURES_BYTES', 'KEEP_PICTURES_DIR', 'KEEP_PICTURES_S3']) {
      if (isSet(told, name)) told.report(`${name} is set without KEEP_PICTURES_MINUTES: say how long pictures are kept.`)
    }
  } else if (!hasOwnKeys(services)) {
    told.report(
      'KEEP_PICTURES_MINUTES needs team mode, as the relay fetches pictures with a key of its own: set SERVICE_KEY and TEAM_TOKENS, or leave it out.',
    )
  }
  const usualBytes = isMemory ? 500_000_000 : 10_000_000_000
  return minutes === undefined ? undefined : { minutes, maxBytes: maxBytes ?? usualBytes, dir, ...(s3 ? { s3 } : {}) }
}

function readS3(told: EnvReader): S3Options | undefined {
  const address = readUrlOf(told, 'KEEP_PICTURES_S3', bucketExample)
  if (!isSet(told, 'KEEP_PICTURES_S3')) return undefined
  const accessKeyId = readTextOf(told, 'AWS_ACCESS_KEY_ID')
  const secretAccessKey = readTextOf(told, 'AWS_SECRET_ACCESS_KEY')
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    told.report('KEEP_PICTURES_S3 needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.')
    return undefined
  }
  if (address !== undefined && new URL(address).pathname === '/') {
    told.report(`KEEP_PICTURES_S3 has no bucket behind its host: write something like ${bucketExample}.`)
    return undefined
  }
  return address === undefined ? undefined : { address, accessKeyId, secretAccessKey, region: readTextOf(told, 'AWS_REGION') }
}
