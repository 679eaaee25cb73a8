// Parts of an author script (`host.author`) that draw containers: boxes with and without auto-layout, groups, masks of all kinds, instances.
// In names, `#keep` and K mark layers that are to stay whole, M a mask.

export const holders = `
  /** Places for a number of children; they may overlap. */
  const cellsOf = (w, h, count) =>
    Array.from({ length: count }, () => ({ x: from(0, w / 2), y: from(0, h * 0.6), w: from(40, w * 0.6), h: from(30, h * 0.5) }))

  const stay = (node) => {
    if (node.visible && chance() < 0.12) node.name = one(['#keep', 'K'])
    return node
  }

  const flow = (node, depth) => {
    node.layoutMode = one(['VERTICAL', 'HORIZONTAL'])
    node.itemSpacing = from(0, 14)
    node.paddingLeft = node.paddingTop = node.paddingRight = node.paddingBottom = from(0, 16)
    node.primaryAxisSizingMode = one(['FIXED', 'AUTO'])
    node.counterAxisSizingMode = one(['FIXED', 'AUTO'])
    node.primaryAxisAlignItems = one(['MIN', 'CENTER', 'MAX', 'SPACE_BETWEEN'])
    node.counterAxisAlignItems = one(['MIN', 'CENTER', 'MAX'])
    node.strokesIncludedInLayout = chance() < 0.4
    for (const child of node.children) {
      if (chance() < 0.25) { const [x, y] = [child.x, child.y]; child.layoutPositioning = 'ABSOLUTE'; child.x = x; child.y = y }
      else if (chance() < 0.3 && child.type !== 'GROUP') child.layoutSizingHorizontal = 'FILL'
    }
  }
  const box = (parent, cell, depth) => {
    const node = chance() < 0.06 && parent.type === 'FRAME' && !/component|instance/.test(kind) ? figma.createComponent() : figma.createFrame()
    parent.appendChild(node)
    const [width, height] = [Math.max(70, cell.w), Math.max(70, cell.h)]
    node.resize(width, height)
    node.x = cell.x; node.y = cell.y
    node.fills = one([[], solid(), gradient()])
    node.cornerRadius = from(0, 20)
    node.clipsContent = chance() < 0.5
    if (chance() < 0.4) node.effects = [one([shadow('DROP_SHADOW', 6, 12), shadow('INNER_SHADOW', 3, 8), blur(2), glass(5)])]
    if (chance() < 0.3) { node.strokes = solid(); node.strokeWeight = from(1, 4) }
    if (chance() < 0.25) node.opacity = 0.7
    if (chance() < 0.2) node.blendMode = one([...blends, 'NORMAL', 'NORMAL'])
    if (chance() < 0.2) node.rotation = from(-20, 20)
    fill(node, width, height, depth + 1)
    if (chance() < 0.5) flow(node, depth)
    return node
  }
  const group = (parent, cell) => {
    const [first, second, third, fourth] = cellsOf(cell.w, cell.h, 4).map((part) => ({ ...part, x: part.x + cell.x, y: part.y + cell.y }))
    const node = figma.group([rectangle(parent, first), vector(parent, second), stay(rectangle(parent, third)), text(parent, fourth)], parent)
    if (chance() < 0.4) node.opacity = 0.5
    if (chance() < 0.3) node.blendMode = 'MULTIPLY'
    if (chance() < 0.3) node.rotation = from(-30, 30)
    return node
  }

  const maskText = (parent, cell) => { const node = text(parent, cell); node.visible = true; node.fontSize = 60; return node }
  const maskFrame = (parent, cell) => {
    const node = figma.createFrame(); parent.appendChild(node)
    node.resize(Math.max(20, cell.w), Math.max(20, cell.h)); node.x = cell.x; node.y = cell.y; node.fills = chance() < 0.5 ? [] : solid()
    rectangle(node, { x: 0, y: 0, w: cell.w, h: cell.h }); text(node, { x: 0, y: 0, w: cell.w, h: cell.h })
    return node
  }
  const maskGroup = (parent, cell) => figma.group([rectangle(parent, cell), rectangle(parent, cell)], parent)
  /** A mask and what it masks: in a group of their own, or among siblings up to the next mask. */
  const masked = (parent, cell) => {
    const mask = one([rectangle, rectangle, maskText, maskFrame, maskGroup, cutOut])(parent, cell)
    const parts = [mask, rectangle(parent, cell), text(parent, cell)]
    const isOwn = chance() < 0.7
    const node = isOwn ? figma.group(parts, parent) : mask
    if (mask.type === 'GROUP') for (const part of mask.children) part.visible = true
    mask.name = 'M'; mask.isMask = true; mask.visible = true; mask.locked = false
    mask.maskType = mask.type === 'TEXT' || mask.type === 'RECTANGLE' ? one(['ALPHA', 'VECTOR', 'LUMINANCE']) : 'ALPHA'
    return node
  }

  const used = (parent, cell) => {
    const [made, properties] = one(components)
    const node = made.createInstance()
    parent.appendChild(node)
    if (chance() < 0.7) node.setProperties(properties())
    lay(node, cell, node.width, node.height)
    if (chance() < 0.2) node.opacity = 0.8
    return node
  }

  const fill = (parent, w, h, depth) => {
    const cells = cellsOf(w, h, from(3, depth === 0 ? 8 : 4))
    const [first] = depth === 0 ? cells.splice(0, 1) : []
    const words = cells.splice(-1 - Math.floor(cells.length / 4))
    for (const cell of cells) {
      const kind = chance()
      if (kind < 0.2) stay(rectangle(parent, cell))
      else if (kind < 0.35) text(parent, cell)
      else if (kind < 0.5) vector(parent, cell)
      else if (kind < 0.6) stay(group(parent, cell))
      else if (kind < 0.7) masked(parent, cell)
      else if (kind < 0.85 && components.length > 0) stay(used(parent, cell))
      else if (depth < 2) stay(box(parent, cell, depth))
    }
    if (depth === 0) { const node = rectangle(parent, first); node.visible = true; node.name = 'K' }
    for (const cell of words) text(parent, cell)
    // So that every frame has something live.
    text(parent, words[0]).visible = true
  }

  /** Components with text and visibility properties for their instances, one nested in the other. */
  const components = []
  const makeButton = () => {
    const made = figma.createComponent()
    made.name = 'Button'; made.x = -900; made.y = -400
    made.layoutMode = 'HORIZONTAL'; made.itemSpacing = 6; made.paddingLeft = made.paddingRight = 10; made.paddingTop = made.paddingBottom = 4
    made.fills = solid(); made.cornerRadius = 8
    const label = text(made, { x: 0, y: 0, w: 50, h: 12 })
    label.visible = true; label.opacity = 1
    const mark = icon(made, { x: 0, y: 0, w: 32, h: 32 })
    mark.name = 'V'
    const [says, shows] = [made.addComponentProperty('Label', 'TEXT', 'Press'), made.addComponentProperty('Icon', 'BOOLEAN', true)]
    label.componentPropertyReferences = { characters: says }
    mark.componentPropertyReferences = { visible: shows }
    components.push([made, () => ({ [says]: one(words), [shows]: chance() < 0.5 })])
    const row = figma.createComponent()
    row.name = 'Row'; row.x = -900; row.y = -200; row.fills = solid(); row.layoutMode = 'HORIZONTAL'; row.counterAxisAlignItems = 'CENTER'; row.itemSpacing = 8
    text(row, { x: 0, y: 0, w: 50, h: 12 }).visible = true
    const inner = made.createInstance()
    row.appendChild(inner)
    inner.setProperties({ [says]: 'Inside' })
    const tells = row.addComponentProperty('Title', 'TEXT', 'Title')
    row.children[0].componentPropertyReferences = { characters: tells }
    components.push([row, () => ({ [tells]: one(words) })])
  }
  makeButton()
`
