// The prepared states: what is stored, what the stand-in does, and what happens then. Links, the menu and the tests share this table.

import type { FaultOf, Kind } from './service/faults.ts'
import type { Settings } from './service/settings.ts'

/** What the stand-in is told. Each script begins from a clean one. */
export type Script = {
  readonly settings?: Partial<Pick<Settings, 'taskMs' | 'linkMs' | 'renewsLinks' | 'dialect' | 'paint' | 'mark' | 'gone' | 'goneAs'>>
  readonly always?: { readonly [K in Kind]?: FaultOf<K> }
  readonly next?: { readonly [K in Kind]?: readonly FaultOf<K>[] }
  /** The stand-in's clock jumps ahead once a task is accepted. */
  readonly skipMs?: number
  /** The relay knows no picture host, so that samples keep the address of a host nobody may read. */
  readonly isRelayBlind?: boolean
  /** The relay takes every order and its answer breaks off. */
  readonly losesAnswers?: boolean
  /** Nobody answers at the relay's address. */
  readonly isSilent?: boolean
}

export type Step =
  | { readonly do: 'run' | 'press' | 'kill' }
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
  readonly steps: readonly Step[]
  /** How the first job of the list ends (or where it stays); nothing where no job is started. */
  readonly job?: { readonly phase: string; readonly failure?: string; readonly charged?: 'no' | 'yes' | 'unknown' }
}

const run: Step = { do: 'run' }
const press: readonly Step[] = [run, { do: 'press' }]
const quick = { taskMs: 1_500 }
const depthPaths = ['flux-pro-1-0-depth', 'flux-pro-1.0-depth']

export const states: readonly State[] = [
  { name: 'no-key', label: 'First start', says: 'No key is stored.', script: {}, hasKey: false, steps: [run] },
  { name: 'ready', label: 'Ready', says: 'A key is stored, nothing was made yet.', script: {}, hasKey: true, steps: [run] },
  {
    name: 'polling',
    label: 'Working, 40 %',
    says: 'A picture in the making.',
    script: { settings: { taskMs: 3_600_000 }, skipMs: 1_440_000 },
    hasKey: true,
    steps: press,
    job: { phase: 'polling' },
  },
  {
    name: 'done',
    label: 'Done',
    says: 'A picture beside its source.',
    script: { settings: quick },
    hasKey: true,
    steps: press,
    job: { phase: 'done' },
  },
  {
    name: 'moderated-request',
    label: 'Request moderated',
    says: 'The picture or the words were refused.',
    script: { settings: quick, always: { submit: 'moderated-request' } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'moderated-request', charged: 'unknown' },
  },
  {
    name: 'moderated-result',
    label: 'Result moderated',
    says: 'The finished picture was held back.',
    script: { settings: quick, always: { submit: 'moderated-content' } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'moderated-result', charged: 'unknown' },
  },
  {
    name: 'expired',
    label: 'Expired',
    says: 'The picture was ready, and its link is dead.',
    script: { settings: quick, always: { picture: 'expired' } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'expired', charged: 'yes' },
  },
  {
    name: 'delivery-blocked',
    label: 'Delivery blocked',
    says: 'The picture is ready, and no program may read it: a person must.',
    script: { settings: quick, isRelayBlind: true },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'delivery-blocked', charged: 'yes' },
  },
  {
    name: 'model-gone',
    label: 'Model gone',
    says: 'No spelling of the model is served any more.',
    script: { settings: { ...quick, gone: depthPaths } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'model-unavailable', charged: 'no' },
  },
  {
    name: 'models-gone',
    label: 'Model and successor gone',
    says: 'The model and the one offered for it are gone; the maker answers 404.',
    script: { settings: { ...quick, gone: [...depthPaths, 'flux-2-pro'], goneAs: 'maker-not-found' } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'model-unavailable', charged: 'no' },
  },
  {
    name: 'rate-limited',
    label: 'Rate limited',
    says: 'Too many tasks at once, and no end of it.',
    script: { always: { submit: { name: 'rate-limited', retryAfter: '1' } } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'rate-limited', charged: 'no' },
  },
  {
    name: 'busy',
    label: 'Waiting to send',
    says: 'The service has enough to do, and the next try waits.',
    script: { always: { submit: { name: 'too-many-tasks', retryAfter: '50' } } },
    hasKey: true,
    steps: press,
    job: { phase: 'submitting' },
  },
  {
    name: 'doubted',
    label: 'Task denied',
    says: 'The service says that it does not know the task that it has accepted.',
    script: { settings: { taskMs: 600_000 }, always: { poll: 'task-not-found' } },
    hasKey: true,
    steps: press,
    job: { phase: 'polling' },
  },
  {
    name: 'web-page',
    label: 'Web page in between',
    says: 'Something in between asks for a proof that a person is there.',
    script: { always: { submit: 'challenge' } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'web-page', charged: 'no' },
  },
  {
    name: 'unreachable',
    label: 'Nobody answers',
    says: 'The address in the settings is silent, so nothing is sent.',
    script: { isSilent: true },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'unreachable', charged: 'no' },
  },
  {
    name: 'not-allowed',
    label: 'Address not allowed',
    says: 'The manifest does not list the address in the settings.',
    script: {},
    hasKey: true,
    baseUrl: 'https://relay.studio.example',
    steps: press,
    job: { phase: 'failed', failure: 'not-allowed-by-manifest', charged: 'no' },
  },
  {
    name: 'no-credit',
    label: 'No credit',
    says: 'The account is empty.',
    script: { always: { submit: 'no-quota' } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'no-credit', charged: 'no' },
  },
  {
    name: 'service-error',
    label: 'Service error',
    says: 'The service broke down on the request.',
    script: { always: { submit: 'server-error' } },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'service-error', charged: 'unknown' },
  },
  {
    name: 'answer-lost',
    label: 'Answer lost',
    says: 'The request went out, its answer never came.',
    script: { losesAnswers: true },
    hasKey: true,
    steps: press,
    job: { phase: 'failed', failure: 'maybe-submitted', charged: 'unknown' },
  },
  {
    name: 'unfinished',
    label: 'Unfinished tasks',
    says: 'Two accepted and one unsure from windows that were closed too early.',
    script: { settings: { taskMs: 600_000 } },
    hasKey: true,
    steps: [
      ...press,
      { do: 'await', count: 1, state: 'accepted' },
      { do: 'kill' },
      ...press,
      { do: 'await', count: 2, state: 'accepted' },
      { do: 'kill' },
      { do: 'script', script: { settings: { taskMs: 600_000 }, always: { submit: 'hang-after-accept' } } },
      ...press,
      { do: 'await', count: 1, state: 'intended' },
      { do: 'kill' },
      { do: 'script', script: { settings: { taskMs: 600_000 } } },
      run,
    ],
    job: { phase: 'failed', failure: 'maybe-submitted', charged: 'unknown' },
  },
]

export function findState(name: string): State | undefined {
  return states.find((state) => state.name === name)
}
