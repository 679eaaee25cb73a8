// A node as a vector mask sees it: its shape whole, whatever it is filled with and however faint it is.

import type { Node } from '../document/node.ts'

export const outlined = (node: Node): Node => ({
  ...node,
  values: {
    ...node.values,
    ...('fills' in node.values && node.type !== 'GROUP' ? { fills: [black] } : {}),
    strokes: [],
    effects: [],
    opacity: 1,
    blendMode: 'NORMAL',
  },
})

const black = { type: 'SOLID', visible: true, opacity: 1, blendMode: 'NORMAL', color: { r: 0, g: 0, b: 0 } }
