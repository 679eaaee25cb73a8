// Requests the finished picture as the window would: which host has it, who may read it, and what it is.

import { readFileSync } from 'node:fs'
import { readPicture } from '../src/core/picture/image.ts'
import type { Sample } from './doctor-facts.ts'
import { send } from './doctor-request.ts'
import { reachOf } from './host/figma/network-access.ts'
import type { Manifest } from './host/types.ts'

const telling = ['content-type', 'content-length', 'cache-control', 'expires', 'vary', 'cross-origin-resource-policy', 'server'] as const

const manifest = JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8')) as Manifest
const isAllowed = reachOf(manifest)

function hostAt(location: string | null, base: string): string | null {
  return location !== null && URL.canParse(location, base) ? new URL(location, base).host : location
}

/** Null when its host does not answer. */
export async function askForSample(url: string): Promise<Sample | null> {
  try {
    const response = await send(url, {})
    const { status, headers } = response
    const bytes = new Uint8Array(await response.arrayBuffer())
    const picture = readPicture(bytes)
    return {
      host: new URL(url).host,
      isAllowed: isAllowed(url),
      status,
      redirectsTo: status >= 300 && status < 400 ? hostAt(headers.get('location'), url) : null,
      allowOrigin: headers.get('access-control-allow-origin'),
      headers: Object.fromEntries(telling.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : []))),
      format: picture?.format ?? null,
      size: picture?.size ?? null,
      bytes: bytes.length,
    }
  } catch {
    return null
  }
}
