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
  const { page, file: whole } = await (samples ??= plantSamples(keep, world))
  await keep.writeFile(whole)
  return { host: await createHost({ ...optionsOf(keep, world), file: whole }, assets), page }
}

let samples: Promise<{ readonly page: string; readonly file: string }> | null = null

/** The samples as they are at first; planted once, as every reset asks for them. */
async function plantSamples(keep: Keep, world: World): Promise<{ readonly page: string; readonly file: string }> {
  const planted = await createHost(optionsOf(keep, world), assets)
  const [page = ''] = await planted.author<string[]>(plantText(sceneNames.map((name) => scenes[name])))
  const file = withPages(planted.save(), await sampleFile())
  planted.dispose()
  return { page, file }
}

/** The last page of the samples is a file as Figma saves it. */
async function sampleFile(): Promise<string> {
  const response = await fetch('/assets/sample.fig')
  return openFig(new Uint8Array(await response.arrayBuffer())).file
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
