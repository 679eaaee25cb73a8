// Cleans the key and address that the user entered, and gives a note where the stored value differs from what was typed.

import type { Account } from '../service/account.ts'
import { baseUrlNote, readBaseUrl } from '../service/base-url.ts'
import { cleanKey } from './clean-key.ts'

/** If the address is not a web address, `entry` has it as typed. A note is null when nothing was removed. */
export type CleanEntry = { readonly entry: Account; readonly keyNote: string | null; readonly baseUrlNote: string | null }

/** Spaces around a key are removed without a note. */
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
