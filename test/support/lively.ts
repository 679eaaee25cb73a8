// A result with live layers over a picture of known colours, in the stand-in Figma.

import type { HostOptions } from '../../playground/host/types.ts'
import type { LiveChoice } from '../../src/core/recipe/live-choice.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { painted } from './texts-on-pictures.ts'
import { pngOf } from './pixels.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, picture } from './plugin.ts'

/** `x` and `y` go from 0 to 1 over what was sent. */
export type Painting = (x: number, y: number) => readonly number[]

export function flatly(...rgb: readonly number[]): Painting {
  return () => rgb
}

export type Lively = Plugin & { readonly source: string; readonly result: string }

/** Part of an author script: adds a text to a frame that is called `frame`. */
export const texting = `
  const text = async (characters, x, y, size, rgb, style = 'Regular', parent = frame) => {
    await figma.loadFontAsync({ family: 'Inter', style })
    const node = figma.createText()
    node.fontName = { family: 'Inter', style }
    node.characters = characters
    node.fontSize = size
    node.fills = paint(...rgb)
    parent.appendChild(node)
    node.x = x; node.y = y
    return node
  }
`

/** @param body part of the author script; `await text(…)` adds a text to `frame` */
export async function lively(
  body: string,
  painting: Painting,
  live: Partial<LiveChoice> = { texts: true },
  options: Partial<HostOptions> = {},
): Promise<Lively> {
  const host = await newHost(options)
  const source = await host.author<string>(frameScript(`${texting}\n${body}`))
  host.select([source])
  const plugin = await openPlugin(host)
  const ordered = picture(7, { live: { ...nothingLive, ...live } })
  const begun = await begin(plugin.figma, source, [ordered])
  await intend(plugin.figma, ordered.key, begun)
  const { width, height } = begun.plan.sent
  const bytes = await pngOf(painted(width, height, (x, y) => painting(x / width, y / height)))
  const { nodeId } = await plugin.figma.fill({ key: ordered.key, bytes })
  return { ...plugin, source, result: nodeId }
}
