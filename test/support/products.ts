// A result with a product in it: a document's frame restyled by a model that inverts every colour.

import sharp from 'sharp'
import type { Host, HostOptions } from '../../playground/host/types.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import type { Proof } from '../../src/core/product/product.ts'
import type { Box } from '../../src/core/base/geometry.ts'
import type { ContactLayer } from '../../src/core/product/protocol.ts'
import { changedPixels } from '../../src/core/product/pixel-proof.ts'
import type { Subject } from '../../src/core/selection/subject.ts'
import { identityAnswer, pixelsOf } from './pixels.ts'
import { type Plugin, firstPng, newHost, openPlugin, orderOf, picture, rules } from './plugin.ts'

/** Inverts the picture, so that anything in the result that looks like the source is a layer. */
async function opposite(png: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await sharp(png).negate({ alpha: false }).png().toBuffer())
}

export type Made = {
  readonly host: Host
  readonly plugin: Plugin
  readonly figma: Plugin['figma']
  readonly nodeId: string
  readonly sourceId: string
  /** All changes of the page so far, as `TYPE id`. */
  readonly heard: readonly string[]
}

export type Authored = { readonly source: string; readonly product: string; readonly scene?: readonly string[] }

/** @param script returns the ids of a source, or of the layers of a scene, and of the product in it */
export async function restyleProduct(script: string, live: Partial<LiveChoice> = {}, options: Partial<HostOptions> = {}): Promise<Made> {
  const host = await newHost(options)
  const { source, product, scene } = await host.author<Authored>(script)
  const heard: string[] = []
  const plugin = await openPlugin(host, undefined, (change) => void heard.push(change))
  const { figma } = plugin
  const subject: Subject = { id: source, scene: scene === undefined ? null : { ids: scene, padding: 20, background: '' } }
  const chosen: LiveChoice = { ...nothingLive, products: [product], ...live }
  const one = { ...picture(7, { live: chosen }), subject }
  const order = orderOf(source, [one])
  const { tasks } = await figma.begin({ ...order, groups: [{ layout: { kind: 'row' }, pictures: [one] }] })
  const exported = await figma.exportSource({ subject, live: chosen, rules, known: null })
  await figma.intend({ key: one.key, exportId: exported.id, fingerprint: 'f1', mayReuse: false, relay: null })
  // The window would compose a scene from its pieces; here the first piece is enough.
  const first = firstPng(exported)
  const { sent } = exported.plan
  const flat = scene === undefined ? first : await sharp(first).resize(sent.width, sent.height, { fit: 'fill' }).png().toBuffer()
  const answer = scene === undefined ? await identityAnswer(flat, exported.plan) : flat
  const filled = await figma.fill({ key: tasks[0]?.key ?? '', bytes: await opposite(answer) })
  return { host, plugin, figma, nodeId: filled.nodeId, sourceId: source, heard }
}

/** Proves the product as the window does. */
export async function prove({ figma, nodeId }: Pick<Made, 'figma' | 'nodeId'>): Promise<Proof | { readonly kind: 'none' }> {
  const answer = await figma.proofPictures(nodeId)
  if (answer.kind !== 'pictures') return answer
  const [before, after, product] = await Promise.all([pixelsOf(answer.before), pixelsOf(answer.after), pixelsOf(answer.product)])
  return { kind: 'counted', ...changedPixels(before, after, product), why: answer.why }
}

async function blot(grey: number): Promise<Uint8Array> {
  return new Uint8Array(
    await sharp({ create: { width: 16, height: 16, channels: 4, background: { r: grey, g: grey, b: grey, alpha: 1 } } })
      .png()
      .toBuffer(),
  )
}

/** Dark and light contact layers in a box of the result. */
export async function someContactLayers(box: Box): Promise<{ readonly layers: readonly ContactLayer[] }> {
  const [shadow, light] = await Promise.all([blot(30), blot(250)])
  return {
    layers: [
      { kind: 'shadow', png: shadow, box, opacity: 0.8 },
      { kind: 'light', png: light, box, opacity: 0.4 },
    ],
  }
}

/** A frame of 400 × 300 with a table in it. The body places `product`, and may make another layer the `source`. */
export function tableWith(body: string): string {
  return `async (figma) => {
  const paint = (r, g, b, opacity = 1) => [{ type: 'SOLID', color: { r, g, b }, opacity }]
  const shape = (make, parent, x, y, width, height, fills) => {
    const node = figma[make]()
    parent.appendChild(node)
    node.resize(width, height)
    node.x = x
    node.y = y
    node.fills = fills
    return node
  }
  const rectangle = (...rest) => shape('createRectangle', ...rest)
  const ellipse = (...rest) => shape('createEllipse', ...rest)
  const frameIn = (parent, x, y, width, height, fills = []) => shape('createFrame', parent, x, y, width, height, fills)
  const frame = frameIn(figma.currentPage, 100.5, 80.25, 400, 300, paint(0.9, 0.92, 0.95))
  frame.name = 'Table'
  rectangle(frame, 0, 200, 400, 100, paint(0.5, 0.3, 0.2))
  const bottle = (parent, x, y) => figma.group([
    ellipse(parent, x, y, 60, 40, paint(0.1, 0.5, 0.4)),
    rectangle(parent, x + 5, y + 20, 50, 110, paint(0.2, 0.4, 0.7)),
  ], parent)
  let source = frame, product
  ${body}
  return { source: source.id, product: product.id }
}`
}

/** Edits the document as a user would. */
export function edit({ host, nodeId, sourceId }: Made, body: string): Promise<null> {
  return host.author(`async (figma) => {
    const result = await figma.getNodeByIdAsync('${nodeId}')
    const source = await figma.getNodeByIdAsync('${sourceId}')
    const inside = (type) => result.findAll((node) => node.type === type)[0]
    ${body}
    return null
  }`)
}
