import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { directoryStore } from '../../relay/keep/directory.ts'

it('a picture that cannot be written leaves nothing half written behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kept-'))
  const store = await directoryStore(folder)
  // Nothing can be renamed to the name of a folder that holds something.
  await mkdir(join(folder, 'a.picture', 'taken'), { recursive: true })
  await expect(store.write({ id: 'a', acceptedAt: 1, kept: null }, new Uint8Array([1]))).rejects.toThrow('directory')
  expect(await readdir(folder)).toEqual(['a.picture'])
  await rm(folder, { recursive: true })
})
