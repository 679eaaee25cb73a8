// What follows from writing a value: listeners are notified, a text is resized, and the layout around it is updated.

import { isFlowing } from '../document/layout.ts'
import { isGroup, isText, type Node } from '../document/node.ts'
import { announce } from '../document/scene.ts'
import { settle } from '../document/structure.ts'
import type { Desk } from './desk.ts'
import { isTextMember, sizeText } from './text.ts'

export function follow(desk: Desk, node: Node, name: string): void {
  announce(desk.scene, node, 'PROPERTY_CHANGE', name)
  const isWords = isText(node.type) && isTextMember(name)
  if (isWords) sizeText(desk, node)
  if (isWords || movesOthers(name)) settle(desk.scene, isFlowing(node) || isGroup(node.type) ? node.id : node.parent)
}

/** Whether a value affects positions. Appearance does not, so writing it costs no layout. */
function movesOthers(name: string): boolean {
  return name === 'visible' || /^(?:layout|padding|primaryAxis|counterAxis|itemSpacing|m(?:in|ax)[WH])/.test(name)
}
