/** Environment variables for services: which ones, their addresses, and the relay's own keys for them. */
import type { ServiceId } from '../../src/core/service/services/service.ts'
import { allServices, factsOf, isServiceId } from '../../src/core/service/services/services.ts'
import { isSet, readListOf, readSecretOf, readTextOf, readUrlOf, type EnvReader } from '../variables.ts'

export type ServiceSettings = {
  readonly id: ServiceId
  readonly url: string
  readonly key: string | undefined
  /** Its orders go through the queue in the state to workers. */
  readonly isQueued?: true
}

export type Services = {
  readonly services: readonly ServiceSettings[]
  /** A ComfyUI graph: `depth`, `lora`, or a file of the studio. */
  readonly comfyuiGraph: string | undefined
}

const names = allServices.map(({ id }) => id)

/** Prefixes that identify the keys of two services. */
const marks: readonly (readonly [ServiceId, RegExp])[] = [
  ['comfy-router', /^comfyui-/],
  ['replicate', /^r8_/],
]

function suffixOf(id: ServiceId): string {
  return id.toUpperCase().replaceAll('-', '_')
}

export function readServices(told: EnvReader): Services {
  const listed = readListOf(told, 'SERVICE', (name, all) => {
    if (!isServiceId(name)) return `"${name}" is no service that is known here. Choose from ${names.join(', ')}.`
    return all.indexOf(name) === all.lastIndexOf(name) ? undefined : `${name} is there twice: name it once.`
  })
  const ids: readonly ServiceId[] = listed?.filter(isServiceId) ?? ['cometapi']
  if (listed === undefined && isSet(told, 'SERVICE')) return { services: [], comfyuiGraph: undefined }
  reportStrangers(told, ids)
  const shared = sharedKey(told, ids)
  const usual = ids.filter((id) => !isSet(told, `UPSTREAM_URL_${suffixOf(id)}`))
  if (usual.length > 1 && isSet(told, 'UPSTREAM_URL'))
    // One of them would get the orders, and the key, of the other.
    told.report(
      `UPSTREAM_URL is one address for ${usual.join(' and ')}: write ${usual.map((id) => `UPSTREAM_URL_${suffixOf(id)}`).join(', ')}.`,
    )
  const services = ids.map((id) => {
    const { address } = factsOf(id)
    const own = readUrlOf(told, `UPSTREAM_URL_${suffixOf(id)}`, address)
    const url = own ?? readUrlOf(told, 'UPSTREAM_URL', factsOf(ids[0] ?? id).address) ?? address
    checkAddress(told, id, url)
    const key = readSecretOf(told, `SERVICE_KEY_${suffixOf(id)}`, 1) ?? (id === 'comfyui' && ids.length > 1 ? undefined : shared)
    checkKey(told, id, key)
    const isQueued = id === 'comfyui' && isSet(told, 'STATE_URL') && !isSet(told, 'UPSTREAM_URL') && !isSet(told, 'UPSTREAM_URL_COMFYUI')
    return { id, url, key, ...(isQueued ? { isQueued } : {}) }
  })
  if (isSet(told, 'COMFYUI_GRAPH') && !ids.includes('comfyui'))
    told.report('COMFYUI_GRAPH is set, and SERVICE names no comfyui that could use it.')
  return { services, comfyuiGraph: readTextOf(told, 'COMFYUI_GRAPH') }
}

/** Whether all services can be paid without the caller's key. An own GPU needs none. */
export function hasOwnKeys(services: readonly ServiceSettings[]): boolean {
  return services.every(({ id, key }) => id === 'comfyui' || key !== undefined)
}

/** Names of the key variables that are set, for messages. */
export function keyNames(told: EnvReader): readonly string[] {
  const all = ['COMETAPI_API_KEY', 'SERVICE_KEY', ...names.map((id) => `SERVICE_KEY_${suffixOf(id)}`)]
  return all.filter((name) => isSet(told, name))
}

/** Reports settings of services that are not used: forgotten, or meant for another relay. */
function reportStrangers(told: EnvReader, ids: readonly ServiceId[]): void {
  for (const name of Object.keys(told.env)) {
    const [, suffix] = /^(?:SERVICE_KEY|UPSTREAM_URL)_(.+)$/.exec(name) ?? []
    if (suffix !== undefined && isSet(told, name) && !names.some((id) => suffixOf(id) === suffix))
      told.report(`${name} is set, and no service is called that. Choose from ${names.join(', ')}.`)
  }
  for (const id of names.filter((one) => !ids.includes(one))) {
    for (const name of [`SERVICE_KEY_${suffixOf(id)}`, `UPSTREAM_URL_${suffixOf(id)}`]) {
      if (isSet(told, name)) told.report(`${name} is set, and SERVICE does not name ${id}: add that to SERVICE, or leave this out.`)
    }
  }
  if (isSet(told, 'COMETAPI_API_KEY') && !ids.includes('cometapi'))
    told.report(`COMETAPI_API_KEY is a key of CometAPI, and SERVICE names ${ids.join(', ')}: put the key of that into SERVICE_KEY.`)
}

/** The general key, if there is only one service to pay. */
function sharedKey(told: EnvReader, ids: readonly ServiceId[]): string | undefined {
  const paid = ids.filter((id) => id !== 'comfyui')
  const comet = readSecretOf(told, 'COMETAPI_API_KEY', 1)
  const key = readSecretOf(told, 'SERVICE_KEY', 1)
  if (ids.includes('cometapi') && comet !== undefined && key !== undefined && comet !== key)
    told.report('SERVICE_KEY and COMETAPI_API_KEY mean the same and differ: keep one.')
  if (paid.length > 1) {
    if (key !== undefined)
      told.report(`SERVICE_KEY is one key for several services: write ${paid.map((id) => `SERVICE_KEY_${suffixOf(id)}`).join(', ')}.`)
    return undefined
  }
  return key ?? comet
}

/** With several services each needs its own key: a caller has only one, which must not be sent to any other service. */
export function reportMissingKeys(told: EnvReader, services: readonly ServiceSettings[]): readonly ServiceSettings[] {
  const paid = services.filter(({ id }) => id !== 'comfyui')
  if (paid.length < 2) return services
  const comet = readTextOf(told, 'COMETAPI_API_KEY')
  return services.map((one) => {
    const key = one.key ?? (one.id === 'cometapi' ? comet : undefined)
    if (key === undefined && one.id !== 'comfyui')
      told.report(`SERVICE_KEY_${suffixOf(one.id)} is missing: of several services each needs a key of the relay's own.`)
    return { ...one, key }
  })
}

/** A service at another's address would send its key there. */
function checkAddress(told: EnvReader, id: ServiceId, url: string): void {
  if (!URL.canParse(url)) return
  const { host } = new URL(url)
  const owner = allServices.find(({ address, isFree }) => isFree !== true && new URL(address).host === host)?.id
  if (owner !== undefined && owner !== id)
    told.report(`The address for ${id} is that of ${owner}: leave UPSTREAM_URL out, or name ${owner} in SERVICE.`)
}

function checkKey(told: EnvReader, id: ServiceId, key: string | undefined): void {
  const owner = key === undefined ? undefined : marks.find(([, mark]) => mark.test(key))?.[0]
  if (owner !== undefined && owner !== id) told.report(`The key for ${id} is one of ${owner}, by its first letters: it would be refused.`)
}
