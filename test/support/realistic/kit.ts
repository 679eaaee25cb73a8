// Short helpers around the plugin API with which the hand-made frames are written, as part of an author script (`host.author`).

import sharp from 'sharp'

/** A frame as somebody would design it. `draw` is an author script that returns its id. */
export type Realistic = { readonly name: string; readonly draw: () => Promise<string> }

const words = `
  for (const style of ['Regular', 'Medium', 'Semi Bold', 'Bold', 'Extra Bold']) await figma.loadFontAsync({ family: 'Inter', style })
  await figma.loadFontAsync({ family: 'Gotham', style: 'Black' })
  const rgb = (hex) => ({ r: parseInt(hex.slice(1, 3), 16) / 255, g: parseInt(hex.slice(3, 5), 16) / 255, b: parseInt(hex.slice(5, 7), 16) / 255 })
  const solid = (hex, opacity = 1) => [{ type: 'SOLID', color: rgb(hex), opacity }]
  const down = (...stops) => [{ type: 'GRADIENT_LINEAR', gradientTransform: [[0, 1, 0], [-1, 0, 1]], gradientStops: stops.map(([position, hex, a = 1]) => ({ position, color: { ...rgb(hex), a } })) }]
  const shadow = (y, radius, alpha) => [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: alpha }, offset: { x: 0, y }, radius, spread: 0, visible: true, blendMode: 'NORMAL' }]
  const image = (base64, scaleMode = 'FILL') => [{ type: 'IMAGE', scaleMode, imageHash: figma.createImage(figma.base64Decode(base64)).hash }]
  const put = (node, parent, set = {}) => { parent.appendChild(node); const { at, size, ...own } = set; if (size) node.resize(...size); Object.assign(node, own); if (at) { node.x = at[0]; node.y = at[1] } return node }
  const frame = (parent, set) => put(figma.createFrame(), parent, { fills: [], ...set })
  const box = (parent, set) => put(figma.createRectangle(), parent, set)
  const disc = (parent, set) => put(figma.createEllipse(), parent, set)
  const path = (parent, data, set) => { const node = figma.createVector(); node.vectorPaths = [{ windingRule: 'NONZERO', data }]; return put(node, parent, { strokes: [], ...set }) }
  const text = (parent, characters, fontSize, hex, style = 'Regular', set = {}) => {
    const node = figma.createText()
    node.fontName = { family: 'Inter', style }; node.characters = characters; node.fontSize = fontSize; node.fills = solid(hex); node.name = characters
    return put(node, parent, set)
  }
  /** An auto-layout; it hugs its contents if no size is given. */
  const flow = (parent, along, gap, pad, set = {}) => {
    const node = frame(parent, { clipsContent: false })
    const [x, y] = Array.isArray(pad) ? pad : [pad, pad]
    Object.assign(node, { layoutMode: along, itemSpacing: gap, paddingLeft: x, paddingRight: x, paddingTop: y, paddingBottom: y })
    const { at, size, ...own } = set
    Object.assign(node, own)
    if (size) { node.resize(...size); node.primaryAxisSizingMode = node.counterAxisSizingMode = 'FIXED' }
    if (at) { node.x = at[0]; node.y = at[1] }
    return node
  }
  const stretch = (node) => { node.layoutSizingHorizontal = 'FILL'; return node }
`

export function scriptOf(body: string): string {
  return `async (figma) => { ${words} ${body} }`
}

/** A photo of hills at dusk with a house, as a base64 PNG. */
export async function photo(width: number, height: number, hue = 0): Promise<string> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="${width}" height="${height}" preserveAspectRatio="none">
    <defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#27456f"/><stop offset=".6" stop-color="#e0926a"/><stop offset="1" stop-color="#f6d9a8"/></linearGradient></defs>
    <rect width="400" height="300" fill="url(#s)"/><circle cx="290" cy="150" r="26" fill="#fff1cf"/>
    <path d="M0 200 Q80 130 170 190 T400 160 V300 H0Z" fill="#5b5a6e"/><path d="M0 240 Q120 180 240 235 T400 215 V300 H0Z" fill="#38424d"/>
    <path d="M90 236 V205 L115 188 L140 205 V240Z" fill="#20262c"/><rect x="108" y="212" width="12" height="12" fill="#ffd27a"/></svg>`
  const png = await sharp(Buffer.from(svg)).modulate({ hue }).png().toBuffer()
  return png.toString('base64')
}
