// Parts of an author script (`host.author`) that draw single layers of any kind. Their names say what they are if they stay live:
// T a text, V a vector or an icon. The surrounding script provides `chance`, `from`, `one`, `solid`, `gradient`.

export const leaves = `
  const blends = ['MULTIPLY', 'SCREEN', 'OVERLAY', 'DARKEN', 'DIFFERENCE']
  const styles = ['Regular', 'Medium', 'Bold']
  const shadow = (type, y, radius) => ({ type, color: { r: 0, g: 0, b: 0, a: 0.45 }, offset: { x: 2, y }, radius, spread: 0, visible: true, blendMode: 'NORMAL' })
  const blur = (radius) => ({ type: 'LAYER_BLUR', radius, visible: true })
  const glass = (radius) => ({ type: 'BACKGROUND_BLUR', radius, visible: true })

  /** Somewhere near its cell of the parent. */
  const lay = (node, cell, w, h) => {
    node.x = cell.x + from(-10, cell.w / 3)
    node.y = cell.y + from(-5, cell.h / 3)
  }
  const rectangle = (parent, cell) => {
    const node = one([figma.createRectangle, figma.createEllipse])()
    parent.appendChild(node)
    const [w, h] = [from(cell.w / 3, cell.w), from(cell.h / 3, cell.h)]
    node.resize(w, h)
    lay(node, cell, w, h)
    node.fills = chance() < 0.3 ? gradient() : solid()
    if (chance() < 0.15) node.effects = [shadow('INNER_SHADOW', 3, 6)]
    if (chance() < 0.1) node.effects = [blur(from(1, 3))]
    if (chance() < 0.08) { node.effects = [glass(6)]; node.fills = node.fills.map((paint) => ({ ...paint, opacity: 0.4 })) }
    if (chance() < 0.1) node.opacity = 0.5
    if (chance() < 0.06) node.blendMode = one(blends)
    if (chance() < 0.1) node.locked = true
    if (chance() < 0.1) node.visible = false
    return node
  }

  const words = ['Where to this weekend?', 'Near you', 'Grüße aus Köln', 'Save 20 %', '1,299.00', 'A longer line of text that says a little more', 'OK', 'Two\\nlines']
  const mix = (node) => {
    const half = Math.ceil(node.characters.length / 2)
    node.setRangeFontName(0, half, { family: 'Inter', style: one(styles) })
    node.setRangeFontSize(half - 1, half, from(8, 20))
    node.setRangeFills(half, node.characters.length, solid())
    if (chance() < 0.5) node.setRangeTextDecoration(0, 1, 'UNDERLINE')
  }
  /** Its font is installed only on the author's machine. */
  const lose = (node) => {
    const lost = { family: 'Gotham', style: one(['Book', 'Black Italic']) }
    if (chance() < 0.5) node.fontName = lost
    else node.setRangeFontName(0, 1, lost)
  }
  const text = (parent, cell) => {
    const node = figma.createText()
    node.name = 'T'
    node.fontName = { family: 'Inter', style: one(styles) }
    node.characters = one(words)
    node.fontSize = from(10, 36)
    node.fills = solid()
    if (chance() < 0.3) node.letterSpacing = { unit: 'PERCENT', value: from(-3, 12) }
    if (chance() < 0.3) node.lineHeight = { unit: 'PIXELS', value: node.fontSize * 1.5 }
    if (chance() < 0.3) mix(node)
    if (chance() < 0.2) lose(node)
    parent.appendChild(node)
    if (chance() < 0.3) { node.resize(from(60, 200), node.height); node.textAutoResize = 'HEIGHT'; node.textAlignHorizontal = one(['LEFT', 'CENTER', 'RIGHT']) }
    lay(node, cell, node.width, node.height)
    node.constraints = { horizontal: one(['MIN', 'CENTER', 'MAX', 'STRETCH', 'SCALE']), vertical: one(['MIN', 'CENTER', 'MAX']) }
    if (chance() < 0.2) node.rotation = from(-40, 40)
    if (chance() < 0.2) node.opacity = 0.6
    if (chance() < 0.05) node.blendMode = one(blends)
    if (chance() < 0.15) node.effects = [one([shadow('DROP_SHADOW', 3, 4), shadow('INNER_SHADOW', 1, 2), blur(2)])]
    if (chance() < 0.1) node.locked = true
    if (chance() < 0.1) node.visible = false
    return node
  }

  const letter = [{ windingRule: 'EVENODD', data: 'M 0 24 L 9 0 L 15 0 L 24 24 L 19 24 L 17 18 L 7 18 L 5 24 Z M 8 14 L 16 14 L 12 3 Z' }]
  const triangle = [{ windingRule: 'NONZERO', data: 'M 0 0 L 24 0 L 12 22 Z' }]
  const path = (parent, cell, paths) => {
    const node = figma.createVector()
    parent.appendChild(node)
    node.vectorPaths = paths; node.resize(24, 24)
    node.fills = solid(); node.strokes = []
    lay(node, cell, 24, 24)
    return node
  }
  /** Boolean subtractions: a letter from a plate, a bar from a disc, or a group of both from something round. */
  const cutOut = (parent, cell) => {
    const plate = figma.createEllipse()
    parent.appendChild(plate)
    plate.resize(32, 32)
    lay(plate, cell, 32, 32)
    plate.fills = solid()
    const within = { x: plate.x + 4, y: plate.y + 4, w: 24, h: 24 }
    const bar = () => { const node = figma.createRectangle(); parent.appendChild(node); node.resize(20, 6); node.x = within.x + 2; node.y = within.y + 9; return node }
    const part = one([() => path(parent, within, letter), bar, () => figma.group([path(parent, within, triangle), bar()], parent)])()
    return one([figma.subtract, figma.exclude, figma.union])([plate, part], parent)
  }
  const pointed = (parent, cell) => {
    const node = one([figma.createStar, figma.createPolygon, figma.createLine])()
    parent.appendChild(node)
    if (node.type === 'LINE') { node.resize(cell.w * 0.6, 0); node.strokes = solid(); node.strokeWeight = from(1, 3) }
    else { node.resize(24, 24); node.fills = solid() }
    lay(node, cell, 24, 24)
    return node
  }
  const icon = (parent, cell) => {
    const node = figma.createFrame()
    parent.appendChild(node)
    node.resize(32, 32); node.fills = []
    lay(node, cell, 32, 32)
    path(node, { x: 4, y: 4, w: 24, h: 24 }, triangle)
    const dot = figma.createEllipse(); node.appendChild(dot); dot.resize(6, 6); dot.x = 13; dot.y = 8; dot.fills = solid()
    return node
  }
  const vector = (parent, cell) => {
    const node = one([(...at) => path(...at, triangle), (...at) => path(...at, letter), cutOut, pointed, icon])(parent, cell)
    node.name = 'V'
    if (chance() < 0.2) node.opacity = 0.7
    if (chance() < 0.15) node.rotation = from(-40, 40)
    return node
  }
`
