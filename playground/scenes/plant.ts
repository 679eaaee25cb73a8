// Creates the nodes of a scene. The text runs in the host as the document's author, so it is JavaScript for the plugin API.

import type { SceneSpec } from './spec.ts'

/** Plants the scenes, one page each, and opens the first. Returns the pages' ids in order. */
export function plantText(scenes: readonly SceneSpec[]): string {
  return `async (figma) => {
  for (const style of ['Regular', 'Medium', 'Semi Bold', 'Bold']) await figma.loadFontAsync({ family: 'Inter', style })
  const components = new Map()
  const makers = {
    FRAME: () => figma.createFrame(), SECTION: () => figma.createSection(), RECTANGLE: () => figma.createRectangle(),
    ELLIPSE: () => figma.createEllipse(), VECTOR: () => figma.createVector(), TEXT: () => figma.createText(), COMPONENT: () => figma.createComponent(),
  }
  const plant = (spec, parent) => {
    if (spec.type === 'GROUP') {
      const grouped = figma.group(spec.children.map((child) => plant(child, parent)), parent)
      grouped.name = spec.name
      for (const [key, value] of Object.entries(spec.set ?? {})) grouped[key] = value
      return grouped
    }
    const node = spec.type === 'INSTANCE' ? components.get(spec.of).createInstance() : makers[spec.type]()
    parent.appendChild(node)
    node.name = spec.name
    if (spec.type === 'COMPONENT') components.set(spec.name, node)
    // The size goes before the flow, which may change it, and the font before the words.
    if (spec.width !== undefined) node.resizeWithoutConstraints(spec.width, spec.height)
    for (const [key, value] of Object.entries(spec.set ?? {})) node[key] = value
    for (const child of spec.children ?? []) plant(child, node)
    if (!('layoutMode' in parent) || parent.layoutMode === 'NONE') { node.x = spec.x; node.y = spec.y }
    for (const [key, value] of Object.entries(spec.inParent ?? {})) node[key] = value
    if (spec.rotation) node.rotation = spec.rotation
    return node
  }
  const scenes = ${JSON.stringify(scenes)}
  const pages = []
  for (const [index, { page: name, nodes }] of scenes.entries()) {
    const page = index === 0 ? figma.currentPage : figma.createPage()
    page.name = name
    figma.currentPage = page
    for (const spec of nodes) plant(spec, page)
    pages.push(page.id)
  }
  figma.currentPage = figma.root.children[0]
  return pages
}`
}
