// Variables: collections with modes, the mode that applies to a node, and the resulting value. Stored as values of the document.

import type { Node } from './node.ts'
import { ancestorsOf, nodeOf, type Scene } from './scene.ts'

export type Collection = {
  readonly id: string
  readonly name: string
  readonly modes: readonly { readonly modeId: string; readonly name: string }[]
  readonly defaultModeId: string
}

export type Variable = {
  readonly id: string
  readonly name: string
  readonly variableCollectionId: string
  readonly resolvedType: 'COLOR' | 'FLOAT' | 'STRING' | 'BOOLEAN'
  readonly valuesByMode: Readonly<Record<string, unknown>>
}

export type Alias = { readonly type: 'VARIABLE_ALIAS'; readonly id: string }

type Store<T> = Readonly<Record<string, T>>

export function collectionsOf(scene: Scene): Store<Collection> {
  return (nodeOf(scene, scene.rootId).values['collections'] ?? {}) as Store<Collection>
}

export function variablesOf(scene: Scene): Store<Variable> {
  return (nodeOf(scene, scene.rootId).values['variables'] ?? {}) as Store<Variable>
}

export function putCollection(scene: Scene, collection: Collection): void {
  nodeOf(scene, scene.rootId).values['collections'] = { ...collectionsOf(scene), [collection.id]: collection }
  scene.version += 1
}

export function putVariable(scene: Scene, variable: Variable): void {
  nodeOf(scene, scene.rootId).values['variables'] = { ...variablesOf(scene), [variable.id]: variable }
  scene.version += 1
}

export function collectionOf(scene: Scene, id: string): Collection {
  const found = collectionsOf(scene)[id]
  if (!found) throw new Error(`The variable collection with id "${id}" does not exist`)
  return found
}

export function explicitModes(node: Node): Readonly<Record<string, string>> {
  return (node.values['explicitModes'] ?? {}) as Readonly<Record<string, string>>
}

/** The mode of each collection: the node's own, otherwise that of the nearest ancestor that has one, otherwise the default (typings). */
export function resolvedModes(scene: Scene, node: Node): Record<string, string> {
  const line = [node, ...ancestorsOf(scene, node.id)]
  return Object.fromEntries(
    Object.values(collectionsOf(scene)).map(({ id, defaultModeId }) => [
      id,
      line.map((one) => explicitModes(one)[id]).find((mode) => mode !== undefined) ?? defaultModeId,
    ]),
  )
}

/** The value of a variable under these modes; undefined if the variable does not exist. */
export function valueUnder(scene: Scene, modes: Readonly<Record<string, string>>, { id }: Alias): unknown {
  const variable = variablesOf(scene)[id]
  if (!variable) return undefined
  const mode = modes[variable.variableCollectionId] ?? ''
  return variable.valuesByMode[mode] ?? variable.valuesByMode[collectionOf(scene, variable.variableCollectionId).defaultModeId]
}
