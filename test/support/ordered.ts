// Pictures that are about to be sent, in the built sandbox: the test decides what becomes of each.

import { type VirtualClock, virtualClock } from './clock.ts'
import { type Plugin, begin, frameScript, intend, newHost, openPlugin, picture } from './plugin.ts'
import { tinyPng } from './tiny.ts'

/** `id`: of the source. `bytes`: a picture that a model could return. */
export type Ordered = Plugin & {
  readonly clock: VirtualClock
  readonly id: string
  readonly keys: readonly string[]
  readonly bytes: Uint8Array
}

/** One frame with placeholders for `count` pictures. */
export async function ordered(count = 1): Promise<Ordered> {
  const clock = virtualClock()
  const host = await newHost({ clock, exportNode: async () => tinyPng(400, 300) })
  const id = await host.author<string>(frameScript())
  const plugin = await openPlugin(host)
  const pictures = Array.from({ length: count }, (_, seed) => picture(seed))
  const begun = await begin(plugin.figma, id, pictures)
  for (const { key } of pictures) await intend(plugin.figma, key, begun)
  const { width, height } = begun.plan.sent
  return { ...plugin, clock, id, keys: pictures.map(({ key }) => key), bytes: tinyPng(width, height) }
}

export function pageOf({ host }: Plugin): readonly string[] {
  return host.children(host.pages()[0]?.id ?? '')
}
