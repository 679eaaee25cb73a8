// Frames by seed, for laws that must hold for any: nested, laid out, rotated, blended, masked, of components and instances.

/** What the frame itself is, over and over. */
const kinds = [
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
] as const

export const kindOf = (seed: number): (typeof kinds)[number] => kinds[seed % kinds.length] ?? 'frame'

/**
 * An author's script that draws the frame of this seed. Gives its id.
 * @param hides whether its texts are drawn invisible: how the picture that leaves has to look
 */
export const drawFrame = (seed: number, hides = false): string => `async (figma) => {
  for (const style of ['Regular', 'Medium', 'Bold']) await figma.loadFontAsync({ family: 'Inter', style })
  let state = ${seed * 7919 + 17}
  const chance = () => (state = (state * 16807) % 2147483647) / 2147483647
  const from = (low, high) => Math.round(low + chance() * (high - low))
  const one = (list) => list[Math.floor(chance() * list.length)]
  const color = () => ({ r: chance(), g: chance(), b: chance() })
  const solid = () => [{ type: 'SOLID', color: color() }]
  const gradient = () => [{ type: 'GRADIENT_LINEAR', gradientTransform: [[0, 1, 0], [-1, 0, 1]], gradientStops: [
    { position: 0, color: { ...color(), a: 1 } }, { position: 1, color: { ...color(), a: 1 } }] }]

  const rectangle = (parent, w, h) => {
    const node = one([figma.createRectangle, figma.createEllipse])()
    parent.appendChild(node)
    node.resize(from(20, w / 2), from(20, h / 2))
    node.x = from(0, w / 2); node.y = from(0, h / 2)
    node.fills = chance() < 0.3 ? gradient() : solid()
    return node
  }
  const words = ['Where to this weekend?', 'Near you', 'Grüße aus Köln', 'Save 20 %', '1,299.00', 'A longer line of text that says a little more', 'OK', 'Two\\nlines']
  const text = (parent, w, h) => {
    const node = figma.createText()
    node.fontName = { family: 'Inter', style: one(['Regular', 'Medium', 'Bold']) }
    node.characters = one(words)
    node.fontSize = from(10, 36)
    node.fills = solid()
    if (chance() < 0.3) node.letterSpacing = { unit: 'PERCENT', value: from(-3, 12) }
    if (chance() < 0.3) node.lineHeight = { unit: 'PIXELS', value: node.fontSize * 1.5 }
    parent.appendChild(node)
    if (chance() < 0.3) { node.textAutoResize = 'HEIGHT'; node.resize(from(60, 200), node.height); node.textAlignHorizontal = one(['LEFT', 'CENTER', 'RIGHT']) }
    node.x = from(-10, w * 0.7); node.y = from(0, h * 0.8)
    node.constraints = { horizontal: one(['MIN', 'CENTER', 'MAX', 'STRETCH', 'SCALE']), vertical: one(['MIN', 'CENTER', 'MAX']) }
    if (chance() < 0.2) node.rotation = from(-40, 40)
    if (chance() < 0.2) node.opacity = 0.6
    if (chance() < 0.15) node.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 0.5 }, offset: { x: 2, y: 3 }, radius: 4, spread: 0, visible: true, blendMode: 'NORMAL' }]
    if (chance() < 0.1) node.visible = false
    return node
  }
  const vector = (parent, w, h) => {
    const node = figma.createVector()
    parent.appendChild(node)
    node.vectorPaths = [{ windingRule: 'NONZERO', data: 'M 0 0 L 24 0 L 12 22 Z' }]
    node.fills = solid(); node.strokes = []
    node.x = from(0, w - 30); node.y = from(0, h - 30)
    return node
  }
  const box = (parent, w, h, depth) => {
    const node = figma.createFrame()
    parent.appendChild(node)
    const [width, height] = [from(80, w * 0.8), from(60, h * 0.6)]
    node.resize(width, height)
    node.x = from(0, w * 0.4); node.y = from(0, h * 0.5)
    node.fills = one([[], solid(), gradient()])
    node.cornerRadius = from(0, 20)
    node.clipsContent = chance() < 0.5
    if (chance() < 0.4) node.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 0.4 }, offset: { x: 0, y: 6 }, radius: 12, spread: 0, visible: true, blendMode: 'NORMAL' }]
    if (chance() < 0.3) { node.strokes = solid(); node.strokeWeight = from(1, 4) }
    if (chance() < 0.2) node.rotation = from(-20, 20)
    if (chance() < 0.25) node.opacity = 0.7
    if (chance() < 0.2) node.blendMode = one(['MULTIPLY', 'SCREEN', 'NORMAL'])
    fill(node, width, height, depth + 1)
    if (chance() < 0.5) {
      node.layoutMode = one(['VERTICAL', 'HORIZONTAL'])
      node.itemSpacing = from(0, 14)
      node.paddingLeft = node.paddingTop = node.paddingRight = node.paddingBottom = from(0, 16)
      if (chance() < 0.5) { node.primaryAxisSizingMode = 'FIXED'; node.counterAxisSizingMode = 'FIXED' }
      node.counterAxisAlignItems = one(['MIN', 'CENTER', 'MAX'])
    }
    return node
  }
  const group = (parent, w, h, depth) => {
    const parts = [rectangle(parent, w, h), text(parent, w, h), vector(parent, w, h)]
    const node = figma.group(parts, parent)
    if (chance() < 0.4) node.opacity = 0.5
    if (chance() < 0.3) node.blendMode = 'MULTIPLY'
    if (chance() < 0.3) node.rotation = from(-30, 30)
    return node
  }
  const masked = (parent, w, h) => {
    const mask = rectangle(parent, w, h)
    const node = figma.group([mask, rectangle(parent, w, h), text(parent, w, h)], parent)
    mask.isMask = true
    return node
  }
  const fill = (parent, w, h, depth) => {
    const count = from(3, depth === 0 ? 8 : 4)
    for (let index = 0; index < count; index++) {
      const kind = chance()
      if (kind < 0.25) rectangle(parent, w, h)
      else if (kind < 0.6) text(parent, w, h)
      else if (kind < 0.68) vector(parent, w, h)
      else if (kind < 0.76) group(parent, w, h, depth)
      else if (kind < 0.82) masked(parent, w, h)
      else if (kind < 0.9 && button !== null) { const made = button.createInstance(); parent.appendChild(made); made.x = from(0, w / 2); made.y = from(0, h * 0.8) }
      else if (depth < 2) box(parent, w, h, depth)
    }
    text(parent, w, h)
  }

  let button = null
  const made = figma.createComponent()
  made.name = 'Button'; made.x = -900; made.y = -400
  made.layoutMode = 'HORIZONTAL'; made.paddingLeft = made.paddingRight = 16; made.paddingTop = made.paddingBottom = 8
  made.fills = solid(); made.cornerRadius = 8
  text(made, 100, 30).visible = true
  button = made

  const kind = ${JSON.stringify(kindOf(seed))}
  const [width, height] = [from(240, 520), from(240, 520)]
  const root = (node) => { node.name = 'Source'; node.resize(width, height); node.fills = one([solid(), gradient()]); fill(node, width, height, 0); return node }
  const place = (node) => { node.x = from(0, 300) + (chance() < 0.3 ? 0.4 : 0); node.y = from(0, 300); return node }
  let source
  if (kind === 'component') source = place(root(figma.createComponent()))
  else if (kind === 'section') {
    source = figma.createSection(); source.name = 'Source'; source.resizeWithoutConstraints(width, height); source.fills = solid()
    place(source); fill(source, width, height, 0)
  } else if (kind === 'instance') { const main = root(figma.createComponent()); main.x = -2000; source = place(main.createInstance()) }
  else if (kind === 'layer of an instance') {
    const main = figma.createComponent(); main.resize(width + 80, height + 80); main.x = -2000
    const inner = root(figma.createFrame()); main.appendChild(inner); inner.x = 30; inner.y = 50
    rectangle(main, 100, 100)
    source = place(main.createInstance()).children[0]
  } else if (kind === 'instance in an instance') {
    const inner = root(figma.createComponent()); inner.x = -2000
    const main = figma.createComponent(); main.resize(width + 60, height + 60); main.x = -3000
    const used = inner.createInstance(); main.appendChild(used); used.x = 20; used.y = 30
    source = place(main.createInstance()).children[0]
  } else if (kind === 'group') {
    const frame = root(figma.createFrame()); place(frame)
    source = figma.group([...frame.children], frame); source.name = 'Source'
  } else {
    source = place(root(figma.createFrame()))
    if (kind === 'auto-layout frame') {
      source.layoutMode = 'VERTICAL'; source.itemSpacing = 12; source.paddingLeft = source.paddingTop = 20
      source.primaryAxisSizingMode = 'FIXED'; source.counterAxisSizingMode = 'FIXED'
    }
    if (kind === 'rotated frame') source.rotation = from(-60, 60)
    if (kind === 'nested frame') { const outer = figma.createFrame(); outer.resize(900, 900); outer.appendChild(source); source.x = 60; source.y = 40; outer.rotation = 10 }
  }
  if (${hides}) for (const node of source.findAll((node) => node.type === 'TEXT' && !node.isMask)) node.opacity = 0
  return source.id
}`
