// Plugin data of nodes, private and shared: strings of up to 100 kB per entry (platform §3.4).

import type { Node } from '../document/node.ts'
import { announce } from '../document/scene.ts'
import type { Desk } from './desk.ts'

export function setData(desk: Desk, node: Node, key: string, value: unknown): void {
  if (typeof value !== 'string') throw new Error(`Expected "value" to have type string but got ${typeof value} instead`)
  if (key.length + value.length > limit) throw new Error(`The plugin data for key "${key}" exceeds the limit of 100 kB`)
  if (value === '') delete node.data[key]
  else node.data[key] = value
  announce(desk.scene, node, 'PROPERTY_CHANGE', 'pluginData')
}

export function setSharedData(desk: Desk, node: Node, namespace: string, key: string, value: unknown): void {
  if (!/^[\w.-]{3,}$/.test(namespace)) throw new Error('The namespace must be at least 3 alphanumeric characters')
  setData(desk, node, sharedKey(namespace, key), value)
}

export function sharedKey(namespace: string, key: string): string {
  return `shared:${namespace}/${key}`
}

export function privateKeys(node: Node): string[] {
  return Object.keys(node.data).filter((key) => !key.startsWith('shared:'))
}

export function sharedKeys(node: Node, namespace: string): string[] {
  const start = sharedKey(namespace, '')
  return Object.keys(node.data)
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length))
}

const limit = 100 * 1024
