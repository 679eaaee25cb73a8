// Key and address as a person entered them, as they are kept, and what is said where the two differ.

import type { Account } from '../service/account.ts'
import { baseUrlNote, readBaseUrl } from '../service/base-url.ts'
import { cleanKey } from './clean-key.ts'

/** `entry` has the address as it was typed where it is no web address. A note is null when nothing was cut. */
export type CleanEntry = { readonly entry: Account; readonly keyNote: string | null; readonly baseUrlNote: string | null }

/** Spaces around a key are no news. */
function keyNote(typed: string, kept: string): string | null {
  return typed.trim() === kept || kept === '' ? null : 'The key is kept without what was copied along.'
}

export function cleanEntry({ key, baseUrl }: Account): CleanEntry {
  const [kept, base] = [cleanKey(key), readBaseUrl(baseUrl)]
  return {
    entry: { key: kept, baseUrl: base ?? baseUrl },
    keyNote: keyNote(key, kept),
    baseUrlNote: base === null ? null : baseUrlNote(baseUrl, base),
  }
}
