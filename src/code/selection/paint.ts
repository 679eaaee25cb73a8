// What a node paints by itself, and whether it blends with what lies under it. Only reads, never writes (law 7).

export type Paints = readonly Paint[] | PluginAPI['mixed']

export function fillsOf(node: SceneNode): Paints {
  return 'fills' in node ? node.fills : []
}

/** Only texts have mixed paints, and some of their letters are painted. */
export function hasVisiblePaint(paints: Paints): boolean {
  return typeof paints === 'symbol' || paints.some(({ visible, opacity }) => visible !== false && opacity !== 0)
}

/** Whether a node has a visible fill or stroke. */
export function paintsItself(node: SceneNode): boolean {
  return hasVisiblePaint(fillsOf(node)) || ('strokes' in node && hasVisiblePaint(node.strokes))
}

export function isBlending(node: SceneNode): boolean {
  return 'blendMode' in node && node.blendMode !== 'NORMAL' && node.blendMode !== 'PASS_THROUGH'
}

export function hasEffect(node: SceneNode, asked: Effect['type']): boolean {
  return 'effects' in node && node.effects.some(({ type, visible }) => type === asked && visible)
}
