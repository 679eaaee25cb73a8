// The document on the page: opened as it was kept, or planted anew.

import { createHost } from '../host/browser.ts'
import type { Host, Manifest } from '../host/types.ts'
import { plantText } from '../scenes/plant.ts'
import { scenes, sceneNames } from '../scenes/scenes.ts'
import type { Keep } from './keep.ts'

const assets = { canvasKit: '/assets/canvaskit.wasm', fonts: '/assets/fonts/' }

export async function openDocument(keep: Keep, manifest: Manifest): Promise<{ host: Host; page: string }> {
  const file = await keep.readFile()
  const kept = file === undefined ? null : await openKept(file, keep, manifest)
  if (kept) return kept
  const host = await createHost({ storage: keep.storage, manifest }, assets)
  const [page = ''] = await host.author<string[]>(plantText(sceneNames.map((name) => scenes[name])))
  await keep.writeFile(host.save())
  return { host, page }
}

/** A file that an older build wrote and this one cannot read is no reason to show nothing. */
async function openKept(file: string, keep: Keep, manifest: Manifest): Promise<{ host: Host; page: string } | null> {
  try {
    const host = await createHost({ storage: keep.storage, manifest, file }, assets)
    // The host tells no open page; its file does.
    const { page } = JSON.parse(file) as { page: string }
    return { host, page }
  } catch (error) {
    console.warn('The kept document could not be opened.', error)
    return null
  }
}
