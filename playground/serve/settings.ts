// What the environment says about a start of the playground: its ports, and the real service if there is one.

import { readNumberOf, readTextOf, readUrlOf, type EnvReader } from '../../relay/variables.ts'
import { serviceUrl } from '../../src/core/service/account.ts'
import { usualRelayPort, type WorldOptions } from './world.ts'

export type Settings = Pick<WorldOptions, 'relayPort' | 'pagePort' | 'upstream'>

const ports = { least: 0, most: 65_535 }

/** An empty variable counts as not set. Throws one sentence for each fault. */
export function readSettings(env: EnvReader['env']): Settings {
  const faults: string[] = []
  const told: EnvReader = { env, report: (fault) => void faults.push(fault), warn: () => undefined }
  const key = readTextOf(told, 'COMETAPI_API_KEY')
  const url = readUrlOf(told, 'UPSTREAM_URL', serviceUrl)
  const settings: Settings = {
    relayPort: readNumberOf(told, 'PORT', ports) ?? usualRelayPort,
    pagePort: readNumberOf(told, 'PLAYGROUND_PORT', ports) ?? 5174,
    ...(key === undefined && url === undefined ? {} : { upstream: { url: url ?? serviceUrl, ...(key === undefined ? {} : { key }) } }),
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return settings
}
