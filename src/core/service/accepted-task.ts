// A task that the service has accepted, and how long its picture can be fetched.

/** `remoteId` is the service's id of the task; `acceptedAt` is in ms since 1970, by this computer's clock. */
export type AcceptedTask = { readonly remoteId: string; readonly acceptedAt: number }

/** The service keeps a finished picture about this long (api §4). */
export const linkLifetimeMs = 10 * 60_000
