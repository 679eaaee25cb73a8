// A host with a scene, and a plugin of a few lines: its body runs with `figma` and answers through `send`.

import sharp from 'sharp'
import type { Host, PluginRun } from '../../../playground/host/types.ts'

export { openHost } from '../../support/hosts.ts'

/** Runs a plugin body; what it passes to `send` is awaited here, an error comes back as `error: …`. */
export async function plugin(host: Host, body: string): Promise<{ run: PluginRun; value: unknown }> {
  const run = await host.run(
    `(() => { figma.showUI(__html__); const send = (value) => figma.ui.postMessage(value);
      (async () => { ${body} })().catch((error) => send('error: ' + error.message)) })()`,
    '<p>',
  )
  const value = await new Promise<unknown>((resolve) => run.onMessage(resolve))
  return { run, value }
}

export async function ask(host: Host, body: string): Promise<unknown> {
  const { run, value } = await plugin(host, body)
  run.kill()
  return value
}

export type Pixels = { width: number; height: number; at(x: number, y: number): readonly number[] }

export async function pixelsOf(png: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    at: (x, y) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)],
  }
}

/** Makes a scene as its author and gives the pixels of the node whose id it returns, as a plugin exports it. */
export async function exported(host: Host, scene: string, settings: string): Promise<Pixels> {
  const id = await host.author<string>(`async (figma) => { ${scene} }`)
  const { run, value } = await plugin(host, `send(await (await figma.getNodeByIdAsync('${id}')).exportAsync(${settings}))`)
  run.kill()
  if (!(value instanceof Uint8Array)) throw new Error(String(value))
  return pixelsOf(value)
}

/** Whether colours agree but for rounding. */
export function near(one: readonly number[], other: readonly number[], by = 1): boolean {
  return one.every((value, at) => Math.abs(value - (other[at] ?? Infinity)) <= by)
}

/** A picture given by its pixels, as PNG bytes in source text for a scene or a plugin. */
export async function pngOf(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): Promise<Uint8Array> {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3)
  return new Uint8Array(
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  )
}

export function literal(bytes: Uint8Array): string {
  return `figma.base64Decode('${Buffer.from(bytes).toString('base64')}')`
}
