// The document on the page: opened as it was kept, or planted anew.

import { createHost } from '../host/browser.ts'
import type { Host, HostOptions, Manifest } from '../host/types.ts'
import { openFig } from '../fig/open-fig.ts'
import { withPages } from '../fig/with-pages.ts'
import { plantText } from '../scenes/plant.ts'
import { scenes, sceneNames } from '../scenes/scenes.ts'
import type { Config } from '../serve/page-server.ts'
import type { Keep } from './keep.ts'

const assets = { canvasKit: '/assets/canvaskit.wasm', fonts: '/assets/fonts/' }

type World = { readonly manifest: Manifest; readonly config: Pick<Config, 'remembersPictures'> }

function optionsOf(keep: Keep, { manifest, config }: World): HostOptions {
  return { storage: keep.storage, manifest, remembersPictures: config.remembersPictures ?? false }
}

export async function openDocument(keep: Keep, world: World): Promise<{ host: Host; page: string }> {
  const file = await keep.readFile()
  const kept = file === undefined ? null : await openKept(file, keep, world)
  if (kept) return kept
  const planted = await createHost(optionsOf(keep, world), assets)
  const [page = ''] = await planted.author<string[]>(plantText(sceneNames.map((name) => scenes[name])))
  const whole = withPages(planted.save(), await sampleFile())
  planted.dispose()
  await keep.writeFile(whole)
  return { host: await createHost({ ...optionsOf(keep, world), file: whole }, assets), page }
}

let sample: Promise<string> | null = null

/** The last page of the samples is a file as Figma saves it; read once, as every reset asks for it. */
function sampleFile(): Promise<string> {
  return (sample ??= fetch('/assets/sample.fig')
    .then((response) => response.arrayBuffer())
    .then((bytes) => openFig(new Uint8Array(bytes)).file))
}

/** A file that an older build wrote and this one cannot read is no reason to show nothing. */
export async function openKept(file: string, keep: Keep, world: World): Promise<{ host: Host; page: string } | null> {
  try {
    const host = await createHost({ ...optionsOf(keep, world), file }, assets)
    // The host tells no open page; its file does.
    const { page } = JSON.parse(file) as { page: string }
    return { host, page }
  } catch (error) {
    console.warn('The kept document could not be opened.', error)
    return null
  }
}
