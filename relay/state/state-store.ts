/**
 * State shared by relays that act as one: short texts under keys, each with an expiry; a schedule of what has to be looked after; and
 * messages. A single relay keeps it in memory; the other kinds are next to `memory.ts`. None of them decides anything. Times in
 * milliseconds.
 */

export type StateStore = {
  /** Since when the state knows anything, in ms since 1970; undefined where it outlives the process. */
  readonly knowsSince?: number
  /** Undefined when there is no value or it has expired. */
  readonly read: (key: string) => Promise<string | undefined>
  readonly write: (key: string, value: string, livesMs: number) => Promise<void>
  /** Writes only if there is no value, otherwise returns the present one. Of simultaneous calls exactly one gets undefined. */
  readonly create: (key: string, value: string, livesMs: number) => Promise<string | undefined>
  /** Writes only if the value is exactly `before`. */
  readonly replace: (key: string, before: string, after: string, livesMs: number) => Promise<boolean>
  readonly remove: (key: string) => Promise<void>
  /** Adds to a number and returns the sum. A missing number starts at 0 and expires after `livesMs`, whatever is added later. */
  readonly add: (key: string, amount: number, livesMs: number) => Promise<number>

  /** Schedules `id` for the time `at` (since 1970), replacing an earlier time. */
  readonly schedule: (id: string, at: number) => Promise<void>
  readonly unschedule: (id: string) => Promise<void>
  /** Returns up to `most` ids that are due, oldest first. Each is rescheduled to `until` atomically, so nobody else takes it before. */
  readonly takeDue: (now: number, until: number, most: number) => Promise<readonly string[]>

  /**
   * Sends to everybody who currently listens to this topic, in this process and others. Messages can be lost, so nobody may rely on them
   * alone.
   */
  readonly tell: (topic: string, news: string) => Promise<void>
  /** Listens until the returned function is called. */
  readonly hear: (topic: string, heard: (news: string) => void) => Promise<() => void>

  readonly close: () => Promise<void>
}

/** Thrown by every kind when it is unavailable: orders are then refused, while polling and pictures continue. */
export class StateAway extends Error {
  constructor(cause?: unknown) {
    super('The state of the relay cannot be reached.', { cause })
    this.name = 'StateAway'
  }
}

/** The answer of a state; throws `StateAway` when there is none. */
export async function reach<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw new StateAway(error)
  }
}
