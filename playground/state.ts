// What a prepared state is: what is stored, what the stand-in does, and what happens then.

import type { FaultOf, Kind } from './service/faults.ts'
import type { Refusal } from './service/others/floor.ts'
import type { Settings } from './service/settings.ts'

/** Another service behind the same relay address, and what becomes of its next orders. Its pictures take `taskMs`. */
export type OtherService = { readonly id: 'comfy-router' | 'comfyui'; readonly ahead: number; readonly refusals?: readonly Refusal[] }

/** What the stand-in is told. Each script begins from a clean one. */
export type Script = {
  /** CometAPI where none is named. */
  readonly service?: OtherService
  readonly settings?: Partial<
    Pick<Settings, 'taskMs' | 'linkMs' | 'renewsLinks' | 'dialect' | 'takesAnyKey' | 'paint' | 'mark' | 'gone' | 'goneAs'>
  >
  readonly always?: { readonly [K in Kind]?: FaultOf<K> }
  readonly next?: { readonly [K in Kind]?: readonly FaultOf<K>[] }
  /** The stand-in's clock jumps ahead once a task is accepted. */
  readonly skipMs?: number
  /** The relay knows no picture host, so that samples keep the address of a host nobody may read. */
  readonly isRelayBlind?: boolean
  /** The relay takes every order and its answer breaks off; `once`: that of the first. */
  readonly losesAnswers?: boolean | 'once'
  /** The address says nothing of being a relay, as a service itself: orders are not named there, so a lost one stays in doubt. */
  readonly hidesRelay?: boolean
  /** Nobody answers at the relay's address. */
  readonly isSilent?: boolean
}

export type Step =
  | { readonly do: 'run' | 'press' | 'kill' }
  /** Says on the page how often the order was sent and how often it was paid, once it was taken. */
  | { readonly do: 'count' }
  | { readonly do: 'script'; readonly script: Script }
  /** Until this many task records in clientStorage have the state. */
  | { readonly do: 'await'; readonly count: number; readonly state: 'intended' | 'accepted' }

export type State = {
  readonly name: string
  readonly label: string
  readonly says: string
  readonly script: Script
  /** False where nothing is to be stored: a person's first start. */
  readonly hasKey: boolean
  /** An address that a person has set, in place of the relay's. */
  readonly baseUrl?: string
  /** The model that was chosen before, in place of the usual one. */
  readonly modelId?: string
  readonly steps: readonly Step[]
  /** How the first job of the list ends (or where it stays); nothing where no job is started. */
  readonly job?: { readonly phase: string; readonly failure?: string; readonly charged?: 'no' | 'yes' | 'unknown' }
}
