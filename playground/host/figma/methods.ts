// The synchronous methods of nodes.

import { isText, type Node } from '../document/node.ts'
import { announce, descendantsOf, nodeOf, removeNode } from '../document/scene.ts'
import { clone, detach, instantiate } from '../document/copies.ts'
import { insert, isInsideInstance, remove } from '../document/structure.ts'
import { addComponentProperty, setProperties } from './component-properties.ts'
import type { Desk } from './desk.ts'
import { privateKeys, setData, setSharedData, sharedKey, sharedKeys } from './plugin-data.ts'
import { refTo, requireLoaded, topLevelFrameOf } from './read.ts'
import { NodeRef } from './refs.ts'
import { resize } from './resize.ts'
import { requireFontsBelow } from './text.ts'
import { textRangeMethods } from './text-ranges.ts'
import { resolveBelow, variableMethods } from './variables.ts'

export type Method = (desk: Desk, node: Node, args: readonly unknown[]) => unknown

export function callMethod(desk: Desk, node: Node, name: string, args: readonly unknown[]): unknown {
  const method = methods[name]
  if (!method) throw new Error(`${name}: not implemented by this host`)
  return method(desk, node, args)
}

export function idOf(value: unknown): string {
  if (value instanceof NodeRef) return value.id
  throw new Error('Expected a node but got something else')
}

/** If `act` throws, undoes it, so that a refused call changes nothing. */
function orBack(act: () => void, back: () => void): void {
  try {
    act()
  } catch (thrown) {
    back()
    throw thrown
  }
}

function attach(desk: Desk, parent: Node, child: unknown, index?: number): void {
  requireLoaded(desk, parent)
  if (desk.hasQuirk('text-stays') && isText(nodeOf(desk.scene, idOf(child)).type)) throw new Error('Cannot move text')
  requireFontsBelow(desk, nodeOf(desk.scene, idOf(child)))
  const former = nodeOf(desk.scene, idOf(child)).parent
  insert(desk.scene, parent.id, idOf(child), index)
  orBack(
    () => resolveBelow(desk, idOf(child)),
    () => insert(desk.scene, former ?? desk.scene.page, idOf(child)),
  )
}

function keepRatio(desk: Desk, node: Node, ratio: unknown): void {
  node.values['targetAspectRatio'] = ratio
  node.values['constrainProportions'] = ratio !== null
  announce(desk.scene, node, 'PROPERTY_CHANGE', 'targetAspectRatio')
}

const methods: Record<string, Method> = {
  remove: (desk, node) => remove(desk.scene, node.id),
  clone: (desk, node) => {
    if (node.type === 'PAGE') throw new Error('clone of a page: not implemented by this host')
    if (!desk.clonesInsideInstances && isInsideInstance(desk.scene, node)) throw new Error('Cannot clone a node inside of an instance')
    const copy = clone(desk.scene, node.id, desk.scene.page)
    orBack(
      () => resolveBelow(desk, copy),
      () => removeNode(desk.scene, copy),
    )
    return refTo(desk, copy)
  },
  appendChild: (desk, node, [child]) => attach(desk, node, child),
  insertChild: (desk, node, [index, child]) => attach(desk, node, child, Number(index)),
  descendants: (desk, node) => {
    requireLoaded(desk, node)
    return descendantsOf(desk.scene, node.id).map((one) => refTo(desk, one.id))
  },
  findAllWithCriteria: (desk, node, [criteria]) => {
    requireLoaded(desk, node)
    const { types, pluginData } = criteria as { types?: string[]; pluginData?: { keys?: string[] } }
    const fits = (one: Node): boolean => {
      if (types && !types.includes(one.type)) return false
      if (!pluginData) return true
      const keys = privateKeys(one)
      return pluginData.keys ? pluginData.keys.some((key) => keys.includes(key)) : keys.length > 0
    }
    return descendantsOf(desk.scene, node.id)
      .filter(fits)
      .map((one) => refTo(desk, one.id))
  },
  resize: (desk, node, [width, height]) => resize(desk, node, width, height, true),
  resizeWithoutConstraints: (desk, node, [width, height]) => resize(desk, node, width, height, false),
  rescale: (desk, node, [scale]) => resize(desk, node, node.width * Number(scale), node.height * Number(scale), true),
  lockAspectRatio: (desk, node) => keepRatio(desk, node, { x: node.width, y: node.height }),
  unlockAspectRatio: (desk, node) => keepRatio(desk, node, null),
  getTopLevelFrame: (desk, node) => topLevelFrameOf(desk, node) ?? undefined,
  setPluginData: (desk, node, [key, value]) => {
    if (desk.hasQuirk('data-lost-in-instances') && isInsideInstance(desk.scene, node)) return
    setData(desk, node, String(key), value)
  },
  getPluginData: (_, node, [key]) => node.data[String(key)] ?? '',
  getPluginDataKeys: (_, node) => privateKeys(node),
  setSharedPluginData: (desk, node, [namespace, key, value]) => setSharedData(desk, node, String(namespace), String(key), value),
  getSharedPluginData: (_, node, [namespace, key]) => node.data[sharedKey(String(namespace), String(key))] ?? '',
  getSharedPluginDataKeys: (_, node, [namespace]) => sharedKeys(node, String(namespace)),
  setRelaunchData: (desk, node, [buttons]) => {
    node.relaunch = { ...(buttons as Record<string, string>) }
    announce(desk.scene, node, 'PROPERTY_CHANGE', 'relaunchData')
  },
  getRelaunchData: (_, node) => ({ ...node.relaunch }),
  createInstance: (desk, node) => {
    const instance = instantiate(desk.scene, node.id, desk.scene.page)
    orBack(
      () => resolveBelow(desk, instance),
      () => removeNode(desk.scene, instance),
    )
    return refTo(desk, instance)
  },
  addComponentProperty,
  setProperties,
  detachInstance: (desk, node) => refTo(desk, detach(desk.scene, node.id)),
  ...textRangeMethods,
  ...variableMethods,
}
