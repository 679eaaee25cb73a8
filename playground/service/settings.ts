/** Everything about the stand-in service that a test or a person can change, even while it runs. */
import { type Framing, asSent } from './engine/framing.ts'
import type { AnswerFault } from './fault-answers.ts'

export type Settings = {
  /** Accepted keys, without `Bearer`. */
  keys: string[]
  /** Also accepts every key that looks like one, for trying the first start without an account. */
  takesAnyKey: boolean
  /** Model paths the service has a channel for. Both spellings of depth are sold or documented somewhere (design §7). */
  models: string[]
  /** Model paths that were switched off, and how the service says so: in its own words, as a web page, or as the maker's 404. */
  gone: string[]
  goneAs: AnswerFault
  /** `text`: wrapped, with the maker's answer inside as JSON in a string (services §6). */
  dialect: 'plain' | 'wrapped' | 'text'
  /** `number`: a 64-bit JSON number. */
  idShape: 'letters' | 'number'
  /** Whether the sample is a link, or the picture itself as a `data:` URL. */
  sampleAs: 'link' | 'data'
  /** How long after the task is ready the picture host still answers 404. */
  linkLateMs: number
  /** The shapes of a submit answer seen in the wild (api §2.1, services §6). */
  submitShape: 'polling-url' | 'status' | 'task-id' | 'nested' | 'request-id'
  taskMs: number
  linkMs: number
  /** How long after becoming ready a task is remembered; after that, it reads `Task not found` (api §2.2). */
  keepMs: number
  /** Whether polling again signs a fresh link. Nobody has documented it, so by default it does not (api §4). */
  renewsLinks: boolean
  /** Base URL of sample links, without a trailing slash. */
  imageBase: string
  /** Real picture hosts send no CORS headers (api §4); when set, the direct delivery method works. */
  imageCors: boolean
  paint: 'repaint' | 'identity' | 'identity-megapixel'
  /** How the model reframes its pictures, and what it loses. */
  framing: Framing
  /** Draws "Simulated picture" into repainted pictures, so that nobody takes them for the model's. */
  mark: boolean
  maxBodyBytes: number
  slowMs: number
}

export const defaults: Settings = {
  keys: ['sk-stand-in'],
  takesAnyKey: false,
  models: [
    'flux-pro-1.0-depth',
    'flux-pro-1-0-depth',
    'flux-pro-1.0-canny',
    'flux-kontext-pro',
    'flux-kontext-max',
    'flux-2-pro',
    'flux-2-flex',
    'flux-2-max',
  ],
  gone: [],
  goneAs: 'model-not-found',
  dialect: 'plain',
  idShape: 'letters',
  sampleAs: 'link',
  linkLateMs: 0,
  submitShape: 'polling-url',
  taskMs: 6_000,
  linkMs: 600_000,
  keepMs: 600_000,
  renewsLinks: false,
  imageBase: 'https://delivery.eu2.bfl.ai',
  imageCors: false,
  paint: 'repaint',
  framing: asSent,
  mark: true,
  maxBodyBytes: 30_000_000,
  slowMs: 3_000,
}

/** Time comes from outside, so that a virtual clock can drive the service. */
export type Clock = { readonly now: () => number; readonly sleep: (ms: number) => Promise<void> }

export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}
