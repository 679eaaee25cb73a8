// A name for whoever sits here, kept on this machine only: it tells their own windows from those of others in the same file.

import { readString } from '../../core/base/read.ts'
import type { Storage } from './storage.ts'

/** @param fresh a name that nobody else has */
export async function readPerson({ read, write }: Storage, fresh: () => string): Promise<string> {
  const known = readString(await read('person'))
  const name = known || fresh()
  if (known === '') await write('person', name)
  return name
}
