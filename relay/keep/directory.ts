/** Keeps pictures in a local directory that only the relay's user can read. Survives a restart. Node only. */
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inPieces } from './pieces.ts'
import { readMark, type KeptTask, type Store } from './store.ts'

const atOnce = 100

/** Creates the directory if necessary. Throws a sentence if it cannot be written to. */
export async function directoryStore(folder: string): Promise<Store> {
  await makeFolder(folder)
  const markFile = (id: string): string => join(folder, `${id}.json`)
  const pictureFile = (id: string): string => join(folder, `${id}.picture`)
  await put(join(folder, 'writable'), '').catch(() => cannotKeep(folder))
  await rm(join(folder, 'writable'))

  const mark = async (id: string): Promise<KeptTask | undefined> => {
    try {
      return readMark(JSON.parse(await readFile(markFile(id), 'utf8')))
    } catch {
      return undefined
    }
  }
  return {
    place: () => placeOf(folder),
    async list() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
      const found: KeptTask[] = []
      // In batches, because a process may open only so many files.
      for (let at = 0; at < names.length; at += atOnce) {
        const some = names.slice(at, at + atOnce).map((name) => mark(name.slice(0, -'.json'.length)))
        found.push(...(await Promise.all(some)).flatMap((one) => one ?? []))
      }
      return found
    },
    read: mark,
    async write(one, picture) {
      // The picture is written first, so that a mark that says "kept" always has one.
      if (picture) await put(pictureFile(one.id), picture)
      await put(markFile(one.id), JSON.stringify(one))
    },
    async picture(id) {
      try {
        return new Uint8Array(await readFile(pictureFile(id)))
      } catch {
        return undefined
      }
    },
    async pieces(id) {
      const file = await open(pictureFile(id)).catch(() => undefined)
      const length = (await file?.stat().catch(() => undefined))?.size
      if (!file || length === undefined) {
        await file?.close()
        return undefined
      }
      const read = async (from: number, to: number): Promise<Uint8Array> => {
        const { buffer, bytesRead } = await file.read(new Uint8Array(to - from), 0, to - from, from)
        return buffer.subarray(0, bytesRead)
      }
      return { length, body: inPieces(length, read, () => file.close()) }
    },
    async remove(id) {
      await Promise.all([markFile(id), pictureFile(id)].map((file) => rm(file, { force: true })))
    },
  }
}

/** Creates parents one by one: with `recursive`, Node never returns on file systems that cannot create folders. */
async function makeFolder(folder: string): Promise<void> {
  const make = async (): Promise<string> => mkdir(folder, { mode: 0o700 }).then(() => '', codeOf)
  let fault = await make()
  if (fault === 'ENOENT' && dirname(folder) !== folder) {
    await makeFolder(dirname(folder))
    fault = await make()
  }
  if (fault !== '' && !(await stat(folder).catch(() => undefined))?.isDirectory()) cannotKeep(folder)
}

/** An id stored in the folder itself, as other machines may mount it under another path, or another folder under the same path. */
async function placeOf(folder: string): Promise<string> {
  const file = join(folder, 'place')
  await writeFile(file, crypto.randomUUID(), { mode: 0o600, flag: 'wx' }).catch(() => undefined)
  return (await readFile(file, 'utf8').catch(() => '')) || folder
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

function cannotKeep(folder: string): never {
  throw new Error(`KEEP_PICTURES_DIR: nothing can be kept in ${folder}: name a directory that this user may write to.`)
}

/** Writes atomically, even if the machine dies in between. */
async function put(file: string, content: string | Uint8Array): Promise<void> {
  const half = `${file}.${crypto.randomUUID()}.half`
  try {
    await writeFile(half, content, { mode: 0o600 })
    await rename(half, file)
  } catch (error) {
    // On a full disk every further try would leave another one.
    await rm(half, { force: true })
    throw error
  }
}
