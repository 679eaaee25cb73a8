// Opens the document of the page: the stored one, or the samples.

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

/** The initial samples; built once, as every reset needs them. */
async function plantSamples(keep: Keep, world: World): Promise<{ readonly page: string; readonly file: string }> {
  const planted = await createHost(optionsOf(keep, world), assets)
  const [page = ''] = await planted.author<string[]>(plantText(sceneNames.map((name) => scenes[name])))
  const file = withPages(planted.save(), await sampleFile())
  planted.dispose()
  return { page, file }
}

/** The last page of the samples comes from a file saved by Figma. */
async function sampleFile(): Promise<string> {
  const response = await fetch('/assets/sample.fig')
  return openFig(new Uint8Array(await response.arrayBuffer())).file
}

/** Null when an older build wrote a file that this one cannot read; the samples are shown instead. */
export async function openKept(file: string, keep: Keep, world: World): Promise<{ host: Host; page: string } | null> {
  try {
    const host = await createHost({ ...optionsOf(keep, world), file }, assets)
    // The host does not report its open page, but the file contains it.
    const { page } = JSON.parse(file) as { page: string }
    return { host, page }
  } catch (error) {
    console.warn('The kept document could not be opened.', error)
    return null
  }
}
