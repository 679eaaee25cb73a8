// A random name for the user, stored on this machine only. It tells the user's own windows from those of others in the same file.

import { readString } from '../../core/base/read.ts'
import type { Storage } from './storage.ts'

/** @param fresh gives a name that nobody else has */
export async function readPerson({ read, replace }: Storage, fresh: () => string): Promise<string> {
  const known = readString(await read('person'))
  const name = known || fresh()
  if (known === '') await replace('person', name)
  return name
}
