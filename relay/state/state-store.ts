/**
 * What relays that are one have in common: small texts under keys, each with an end, a list of what has to be looked after and when,
 * and news. Alone it is memory; other kinds stand beside `memory.ts`. None of them decides anything. Times in milliseconds.
 */

export type StateStore = {
  /** When it began to know anything; absent where what was known before this process still is. In milliseconds since 1970. */
  readonly knowsSince?: number
  /** Nothing where nothing is, or where its time is over. */
  readonly read: (key: string) => Promise<string | undefined>
  readonly write: (key: string, value: string, livesMs: number) => Promise<void>
  /** Writes only where nothing is, and else gives what is there: of many at the same moment one alone gets nothing back. */
  readonly create: (key: string, value: string, livesMs: number) => Promise<string | undefined>
  /** Writes only where exactly `before` is. */
  readonly replace: (key: string, before: string, after: string, livesMs: number) => Promise<boolean>
  readonly remove: (key: string) => Promise<void>
  /** Adds to a number and gives the sum. A number that is not there begins at 0 and then ends after `livesMs`, whatever is added later. */
  readonly add: (key: string, amount: number, livesMs: number) => Promise<number>

  /** `id` has to be looked after at `at` (since 1970). One that is there already is moved. */
  readonly schedule: (id: string, at: number) => Promise<void>
  readonly unschedule: (id: string) => Promise<void>
  /** Those whose time has come, at most so many, the oldest first. Each is moved to `until` in the same step, so nobody else takes it before. */
  readonly takeDue: (now: number, until: number, most: number) => Promise<readonly string[]>

  /** To all who hear this topic at the moment, in this process and others. Nobody may rely on it alone: news can be lost. */
  readonly tell: (topic: string, news: string) => Promise<void>
  /** Until the function that it gives is called. */
  readonly hear: (topic: string, heard: (news: string) => void) => Promise<() => void>

  readonly close: () => Promise<void>
}

/** What every kind throws where it cannot be reached: then orders are refused, and polls and pictures go on. */
export class StateAway extends Error {
  constructor(cause?: unknown) {
    super('The state of the relay cannot be reached.', { cause })
    this.name = 'StateAway'
  }
}
