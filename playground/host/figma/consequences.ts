// What follows from a written value: listeners are told, a text takes its size, and what is laid out around it moves.

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

/** Whether a value has a say in where things are. Looks have none, and a write of one costs no layout. */
function movesOthers(name: string): boolean {
  return name === 'visible' || /^(?:layout|padding|primaryAxis|counterAxis|itemSpacing|m(?:in|ax)[WH])/.test(name)
}
