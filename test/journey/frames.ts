// The documents of the journeys, as author scripts (`host.author`): each draws on its own page and returns the ids to select.

const kit = `
  const paint = (r, g, b, opacity = 1) => [{ type: 'SOLID', color: { r, g, b }, opacity }]
  const rectangle = (parent, x, y, width, height, fills) => {
    const node = figma.createRectangle()
    parent.appendChild(node)
    node.resize(width, height)
    node.x = x
    node.y = y
    node.fills = fills
    return node
  }
  const painted = (name, x, y, w, h, background = paint(0.9, 0.92, 0.95)) => {
    const frame = figma.createFrame()
    frame.name = name
    frame.resize(w, h)
    frame.x = x
    frame.y = y
    frame.fills = background
    rectangle(frame, w * 0.2, h * 0.25, w * 0.3, h * 0.4, paint(0.75, 0.2, 0.1))
    rectangle(frame, w * 0.6, h * 0.1, w * 0.25, h * 0.7, paint(0.1, 0.25, 0.5))
    rectangle(frame, w * 0.35, h * 0.55, w * 0.4, h * 0.3, paint(0.1, 0.1, 0.1))
    return frame
  }`

/** The body draws with \`painted\`, \`rectangle\` and \`paint\` on an empty page, and returns ids. */
export function drawing(body: string): string {
  return `async (figma) => {
  const page = figma.createPage()
  page.name = 'Journey'
  figma.currentPage = page
  ${kit}
  ${body}
}`
}

/** One frame of 320 × 240 with edges in it, named Hut. */
export const hut = drawing(`return [painted('Hut', 100, 80, 320, 240).id]`)
