// Random frames by seed, for laws that must hold for any frame: nested, auto-layout, rotated, blended, masked, components and instances.

import { holders } from './frames/holders.ts'
import { leaves } from './frames/leaves.ts'

/** Kinds of source, used in rotation. */
export const kinds = [
  'frame',
  'auto-layout frame',
  'component',
  'instance',
  'layer of an instance',
  'group',
  'section',
  'rotated frame',
  'nested frame',
  'instance in an instance',
  'scene',
  'component set',
  'flipped frame',
  'section in a section',
] as const

export type Kind = (typeof kinds)[number]

export function kindOf(seed: number): Kind {
  return kinds[seed % kinds.length] ?? 'frame'
}

/** Names of layers that stay live: K for layers that the user chose, T for texts, V for vectors. */
export type LiveName = 'T' | 'V' | 'K' | '#keep'

export type FrameOptions = {
  /** Names of layers that are drawn invisible, to show how the sent picture has to look. */
  readonly hides?: readonly LiveName[]
  /** Ids of layers that stay visible, with everything in them. */
  readonly shows?: readonly string[]
}

/** Ids of the restyled layers, lowest first, and of the layers that a user could choose to keep. */
export type Drawn = { readonly ids: readonly string[]; readonly chosen: readonly string[] }

/** Sets `source` in the script below, or `sources` for the layers of a scene. */
const sourceOfKind = `
  let source
  let sources = null
  if (kind === 'component') source = place(root(figma.createComponent()))
  else if (kind === 'section') {
    source = figma.createSection(); source.name = 'Source'; source.resizeWithoutConstraints(width, height); source.fills = solid()
    place(source); fill(source, width, height, 0)
  } else if (kind === 'section in a section') {
    source = figma.createSection(); source.name = 'Source'; source.resizeWithoutConstraints(width, height); source.fills = solid()
    place(source); fill(source, width, height, 0)
    const inner = figma.createSection(); source.appendChild(inner); inner.resizeWithoutConstraints(width / 2, height / 2); inner.x = width / 3; inner.y = height / 3
    inner.fills = chance() < 0.5 ? [] : solid(); fill(inner, width / 2, height / 2, 1)
  } else if (kind === 'component set') {
    const variants = ['On', 'Off'].map((name, index) => {
      const one = figma.createComponent(); one.name = 'State=' + name; one.resize(width - 20, height / 2); one.y = index * height / 2
      one.fills = solid(); fill(one, width - 20, height / 2, 1)
      return one
    })
    source = figma.combineAsVariants(variants, figma.currentPage); source.name = 'Source'; source.resize(width, height)
    variants.forEach((one, index) => { one.x = 10 + index * 4; one.y = index * height / 2 - index * 10 })
    source.fills = chance() < 0.3 ? [] : solid(); source.cornerRadius = from(0, 30); source.clipsContent = chance() < 0.5
    if (chance() < 0.5) { source.strokes = solid(); source.strokeWeight = from(1, 8); source.strokeAlign = one(['INSIDE', 'CENTER', 'OUTSIDE']) }
    if (chance() < 0.4) source.effects = [one([shadow('DROP_SHADOW', 6, 12), shadow('INNER_SHADOW', 3, 8)])]
    place(source)
  } else if (kind === 'instance') { const main = root(figma.createComponent()); main.x = -2000; source = place(main.createInstance()) }
  else if (kind === 'layer of an instance') {
    const main = figma.createComponent(); main.resize(width + 80, height + 80); main.x = -2000
    const inner = root(figma.createFrame()); main.appendChild(inner); inner.x = 30; inner.y = 50
    rectangle(main, { x: 0, y: 0, w: 100, h: 100 })
    source = place(main.createInstance()).children[0]
  } else if (kind === 'instance in an instance') {
    const inner = root(figma.createComponent()); inner.x = -2000
    const main = figma.createComponent(); main.resize(width + 60, height + 60); main.x = -3000
    const nested = inner.createInstance(); main.appendChild(nested); nested.x = 20; nested.y = 30
    source = place(main.createInstance()).children[0]
  } else if (kind === 'group') {
    const frame = root(figma.createFrame()); place(frame)
    source = figma.group([...frame.children], frame); source.name = 'Source'
  } else if (kind === 'scene') {
    const frame = root(figma.createFrame())
    sources = []
    for (const child of [...frame.children]) { const { x, y } = child; figma.currentPage.appendChild(child); child.x = x + 400; child.y = y + 100; sources.push(child) }
    frame.remove()
    sources = sources.filter((node) => node.visible && !('isMask' in node && node.isMask))
  } else {
    source = place(root(figma.createFrame()))
    if (kind === 'auto-layout frame') {
      source.layoutMode = 'VERTICAL'; source.itemSpacing = 12; source.paddingLeft = source.paddingTop = 20
      source.primaryAxisSizingMode = 'FIXED'; source.counterAxisSizingMode = 'FIXED'
    }
    if (kind === 'flipped frame') source.relativeTransform = [[-1, 0, source.x + width], [0, 1, source.y]]
    if (kind === 'rotated frame') source.rotation = from(-60, 60)
    if (kind === 'nested frame') { const outer = figma.createFrame(); outer.resize(900, 900); outer.appendChild(source); source.x = 60; source.y = 40; outer.rotation = 10 }
  }`

/** An author script that draws the frame of this seed and returns `Drawn`. */
export function drawFrame(seed: number, { hides = [], shows = [] }: FrameOptions = {}): string {
  return `async (figma) => {
  for (const style of ['Regular', 'Medium', 'Bold']) await figma.loadFontAsync({ family: 'Inter', style })
  for (const style of ['Book', 'Black Italic']) await figma.loadFontAsync({ family: 'Gotham', style })
  let state = ${seed * 7919 + 17}
  const chance = () => (state = (state * 16807) % 2147483647) / 2147483647
  const from = (low, high) => Math.round(low + chance() * (high - low))
  const one = (list) => list[Math.floor(chance() * list.length)]
  const color = () => ({ r: chance(), g: chance(), b: chance() })
  const solid = () => [{ type: 'SOLID', color: color() }]
  const gradient = () => [{ type: 'GRADIENT_LINEAR', gradientTransform: [[0, 1, 0], [-1, 0, 1]], gradientStops: [
    { position: 0, color: { ...color(), a: 1 } }, { position: 1, color: { ...color(), a: 1 } }] }]
  for (let turn = 0; turn < 9; turn++) chance()
  ${leaves}
  ${holders}
  const kind = ${JSON.stringify(kindOf(seed))}
  const [width, height] = chance() < 0.2 ? [from(240, 400) + 0.4, from(240, 400) + 0.3] : [from(240, 400), from(240, 400)]
  const root = (node) => { node.name = 'Source'; node.resize(width, height); node.fills = one([solid(), gradient()]); fill(node, width, height, 0); return node }
  const place = (node) => { node.x = from(0, 300) + (chance() < 0.3 ? 0.4 : 0); node.y = from(0, 300); if (chance() < 0.1) { node.x -= 60000; node.y += 90000 } return node }
  ${sourceOfKind}
  sources = sources ?? [source]
  const hides = ${JSON.stringify(hides)}
  const found = (names) => sources.flatMap((node) => [...(kind === 'scene' ? [node] : []), ...('findAll' in node ? node.findAll() : [])]).filter((node) => names.includes(node.name))
  const isInMask = (node) => node !== null && node.type !== 'PAGE' && (('isMask' in node && node.isMask) || isInMask(node.parent))
  const shows = ${JSON.stringify(shows)}
  const isShown = (node) => node !== null && node.type !== 'PAGE' && (shows.includes(node.id) || isShown(node.parent))
  for (const node of found(hides)) if (!isInMask(node) && !isShown(node)) node.opacity = 0
  return { ids: sources.map((node) => node.id), chosen: found(['K']).map((node) => node.id) }
}`
}
