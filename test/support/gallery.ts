// What the whole tests of options and series share: a window on a world, and its results on the canvas.

import type { Window } from './window.ts'
import { type World, openWorld } from './world.ts'

export type Facts = { type: string; name: string; id: string; pluginData?: Record<string, string>; characters?: string }

export function all(world: World, id: string): Facts[] {
  return world.host.children(id).flatMap((child) => [world.host.describe(child) as Facts, ...all(world, child)])
}

export function recipes(world: World): { look: string; light: string; seed: number; source: { id: string } }[] {
  return all(world, world.page).flatMap(({ pluginData }) => (pluginData?.recipe ? [JSON.parse(pluginData.recipe)] : []))
}

export function phases(window: Window): string[] {
  return window.store.jobs.list.peek().map(({ phase }) => phase)
}

export async function opened(): Promise<{ world: World; window: Window }> {
  const world = await openWorld()
  // The font of the headings is read from disk, and the test's clock would not wait for that.
  await world.host.author(`async (figma) => { await figma.loadFontAsync({ family: 'Inter', style: 'Regular' }); return 1 }`)
  const window = await world.open()
  await world.clock.pass(1000)
  return { world, window }
}

/** Draws a layer beside the source that can give the look. Returns its id. */
export function drawBoard({ host }: World): Promise<string> {
  return host.author<string>(`async (figma) => {
    const frame = figma.createFrame()
    frame.name = 'Board'
    frame.resize(300, 300)
    frame.x = 3000
    return frame.id
  }`)
}

export type Box = { x: number; y: number; width: number; height: number }

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01
}

export function boxOf(world: World, id: string): Box {
  return world.host.box(id) ?? { x: 0, y: 0, width: 0, height: 0 }
}
