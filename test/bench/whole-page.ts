// Runs on the playground's page before anything else: does the same work with bare API calls, and records the moments of the plugin's own run.

import type { Host } from '../../playground/host/types.ts'
import type {} from '../../playground/page/api.ts'

/** Moments are wall-clock milliseconds, so that those of two frames can be compared. */
export type WholeBench = {
  /** Switches off the editor's drawing and saving for both measurements, because only this stand-in does them on the same thread. */
  prepare(): void
  /** Export, createImage, fill: the milliseconds of a plugin that uses no service. */
  bare(id: string, width: number): Promise<number>
  /** From the next click in the window until a new node shows a picture. */
  watch(sourceId: string): Promise<{ readonly ms: number; readonly nodeId: string }>
}

declare global {
  var bench: WholeBench | undefined
}

function now(): number {
  return performance.timeOrigin + performance.now()
}

function hostHere(): Host {
  const host = globalThis.playground?.host
  if (host === undefined) throw new Error('this page is no playground')
  return host
}

/** The lowest fill decides: a picture in a result, but a tint in a placeholder, which shows its source faintly above it. */
function hasPicture(host: Host, id: string): boolean {
  const fills = host.describe(id)?.['fills']
  const [first] = Array.isArray(fills) ? (fills as readonly { type?: string }[]) : []
  return first?.type === 'IMAGE'
}

function parentOf(host: Host, id: string): string {
  return String(host.describe(id)?.['parent'])
}

/** Timed inside the sandbox, so that starting one is not counted. */
function bareText(id: string, width: number): string {
  return `async (figma) => {
  const node = await figma.getNodeByIdAsync(${JSON.stringify(id)})
  const from = Date.now()
  const bytes = await node.exportAsync({ format: 'PNG', constraint: { type: 'WIDTH', value: ${width} }, useAbsoluteBounds: true, contentsOnly: true, colorProfile: 'SRGB' })
  const image = figma.createImage(bytes)
  const frame = figma.createFrame()
  frame.resize(node.width, node.height)
  frame.y = 20000
  frame.fills = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: image.hash }]
  return { ms: Date.now() - from, id: frame.id }
}`
}

let clickedAt = 0
addEventListener('message', ({ data }: MessageEvent<{ benchClick?: number } | null>) => {
  if (typeof data?.benchClick === 'number') clickedAt = data.benchClick
})
globalThis.bench = {
  prepare: () => {
    const host = hostHere()
    host.pixels = async () => ({ width: 1, height: 1, rgba: new Uint8Array(4) })
    const saved = host.save()
    host.save = () => saved
  },
  bare: async (id, width) => {
    const host = hostHere()
    const made = await host.author<{ ms: number; id: string }>(bareText(id, width))
    host.remove(made.id)
    return made.ms
  },
  watch: (sourceId) =>
    new Promise((resolve) => {
      const host = hostHere()
      const parent = parentOf(host, sourceId)
      const known = new Set(host.children(parent))
      clickedAt = 0
      const stop = host.onChange(() => {
        const at = now()
        const nodeId = host.children(parent).find((child) => !known.has(child) && hasPicture(host, child))
        if (nodeId === undefined) return
        stop()
        resolve({ ms: at - clickedAt, nodeId })
      })
    }),
}
