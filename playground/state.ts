// The definition of a prepared state: what is stored, how the stand-in behaves, and which steps follow.

import type { FaultOf, Kind } from './service/faults.ts'
import type { Refusal } from './service/others/floor.ts'
import type { Settings } from './service/settings.ts'

/** Another service behind the same relay address, and the fate of its next orders. Its pictures take `taskMs`. */
export type OtherService = { readonly id: 'comfy-router' | 'comfyui'; readonly ahead: number; readonly refusals?: readonly Refusal[] }

/** The behaviour of the stand-in. Each script starts from the defaults. */
export type Script = {
  /** Defaults to CometAPI. */
  readonly service?: OtherService
  readonly settings?: Partial<
    Pick<Settings, 'taskMs' | 'linkMs' | 'renewsLinks' | 'dialect' | 'takesAnyKey' | 'paint' | 'mark' | 'gone' | 'goneAs'>
  >
  readonly always?: { readonly [K in Kind]?: FaultOf<K> }
  readonly next?: { readonly [K in Kind]?: readonly FaultOf<K>[] }
  /** Moves the stand-in's clock ahead once a task is accepted. */
  readonly skipMs?: number
  /** The relay knows no picture host, so results keep the address of a host that nobody may read. */
  readonly isRelayBlind?: boolean
  /** The relay accepts every order but its answer breaks off; `once`: only that of the first. */
  readonly losesAnswers?: boolean | 'once'
  /** The address does not identify itself as a relay, like a service: orders have no name there, so a lost one stays in doubt. */
  readonly hidesRelay?: boolean
  /** Nobody answers at the relay's address. */
  readonly isSilent?: boolean
}

export type Step =
  | { readonly do: 'run' | 'press' | 'kill' }
  /** Shows on the page how often the order was sent and paid for, once it was accepted. */
  | { readonly do: 'count' }
  | { readonly do: 'script'; readonly script: Script }
  /** Waits until this many task records in clientStorage have the state. */
  | { readonly do: 'await'; readonly count: number; readonly state: 'intended' | 'accepted' }

export type State = {
  readonly name: string
  readonly label: string
  readonly says: string
  readonly script: Script
  /** False for a first start, where nothing is stored. */
  readonly hasKey: boolean
  /** A base URL set by the user, instead of the relay's. */
  readonly baseUrl?: string
  /** A model chosen before, instead of the default. */
  readonly modelId?: string
  readonly steps: readonly Step[]
  /** The final (or lasting) state of the first job in the list; undefined when no job is started. */
  readonly job?: { readonly phase: string; readonly failure?: string; readonly charged?: 'no' | 'yes' | 'unknown' }
}
