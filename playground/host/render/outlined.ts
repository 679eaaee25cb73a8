// A node as a vector mask sees it: its full shape, regardless of fills and opacity.

import { isPlainGroup, type Node } from '../document/node.ts'

export function outlined(node: Node): Node {
  return {
    ...node,
    values: {
      ...node.values,
      ...('fills' in node.values && !isPlainGroup(node.type) ? { fills: [black] } : {}),
      ...('ranges' in node.values ? { ranges: (node.values['ranges'] as readonly StyledRange[]).map(blackened) } : {}),
      strokes: [],
      effects: [],
      opacity: 1,
      blendMode: 'NORMAL',
    },
  }
}

type StyledRange = { readonly style: object }

function blackened(range: StyledRange): StyledRange {
  return { ...range, style: { ...range.style, fills: [black] } }
}

const black = { type: 'SOLID', visible: true, opacity: 1, blendMode: 'NORMAL', color: { r: 0, g: 0, b: 0 } }
