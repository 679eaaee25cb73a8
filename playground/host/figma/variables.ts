// What plugins can do with variables, and the values that a node takes from those bound to it.

import type { Node } from '../document/node.ts'
import type { FontName } from '../document/ranges.ts'
import { descendantsOf, findNode, nodeOf } from '../document/scene.ts'
import {
  type Alias,
  collectionOf,
  collectionsOf,
  explicitModes,
  putCollection,
  putVariable,
  resolvedModes,
  valueUnder,
  type Variable,
  variablesOf,
} from '../document/variables.ts'
import { follow } from './consequences.ts'
import type { Desk } from './desk.ts'
import { requireFontsBelow, requireMovedFont } from './text.ts'

type Bound = Readonly<Record<string, Alias>>

function boundOf(node: Node): Bound {
  return (node.values['bound'] ?? {}) as Bound
}

function aliasOf(variable: unknown): Alias {
  return { type: 'VARIABLE_ALIAS', id: String(variable) }
}

/** A paint shows the value of the variable bound to its colour. */
function resolvePaints(desk: Desk, modes: Record<string, string>, paints: unknown): unknown {
  if (!Array.isArray(paints)) return paints
  let isSame = true
  const resolved = (paints as readonly Record<string, unknown>[]).map((paint) => {
    const alias = (paint['boundVariables'] as { color?: Alias } | undefined)?.color
    const color = alias && (valueUnder(desk.scene, modes, alias) as { r: number; g: number; b: number } | undefined)
    if (!color || JSON.stringify(color) === JSON.stringify(paint['color'])) return paint
    isSame = false
    return { ...paint, color: { r: color.r, g: color.g, b: color.b } }
  })
  return isSame ? paints : resolved
}

/** The member that a bound field writes, and its new value. */
function writtenBy(node: Node, field: string, value: unknown): [string, unknown] {
  const font = node.values['fontName'] as FontName
  if (field === 'fontFamily') return ['fontName', { ...font, family: String(value) }]
  return field === 'fontStyle' ? ['fontName', { ...font, style: String(value) }] : [field, value]
}

function resolveNode(desk: Desk, node: Node, isSilent: boolean): void {
  const modes = resolvedModes(desk.scene, node)
  for (const name of ['fills', 'strokes']) {
    const paints = resolvePaints(desk, modes, node.values[name])
    if (paints === node.values[name]) continue
    node.values[name] = paints
    if (!isSilent) follow(desk, node, name)
  }
  for (const [field, alias] of Object.entries(boundOf(node))) {
    const value = valueUnder(desk.scene, modes, alias)
    if (value === undefined) continue
    const [name, wanted] = writtenBy(node, field, value)
    if (JSON.stringify(node.values[name]) === JSON.stringify(wanted)) continue
    if (name === 'fontName') requireMovedFont(desk, wanted as FontName)
    node.values[name] = wanted
    if (!isSilent) follow(desk, node, name)
  }
}

/**
 * Gives a node and its descendants the values that their variables have at their current place in the document.
 * @param isSilent for a change of a variable: no layer is reported as changed
 */
export function resolveBelow(desk: Desk, id: string, isSilent = false): void {
  if (Object.keys(variablesOf(desk.scene)).length === 0) return
  const node = findNode(desk.scene, id)
  if (node) for (const one of [node, ...descendantsOf(desk.scene, id)]) resolveNode(desk, one, isSilent)
}

function writeModes(desk: Desk, node: Node, modes: Readonly<Record<string, string>>): void {
  requireFontsBelow(desk, node)
  const before = node.values['explicitModes']
  node.values['explicitModes'] = modes
  try {
    resolveBelow(desk, node.id)
  } catch (thrown) {
    node.values['explicitModes'] = before
    throw thrown
  }
  follow(desk, node, 'explicitVariableModes')
}

export const variableMethods: Record<string, (desk: Desk, node: Node, args: readonly unknown[]) => unknown> = {
  setExplicitVariableModeForCollection: (desk, node, [id, mode]) => {
    if (desk.isDynamic && desk.refusesModes) throw new Error('Cannot set a mode of this collection here')
    const { modes } = collectionOf(desk.scene, String(id))
    if (!modes.some(({ modeId }) => modeId === mode)) throw new Error(`The collection has no mode with id "${String(mode)}"`)
    writeModes(desk, node, { ...explicitModes(node), [String(id)]: String(mode) })
  },
  clearExplicitVariableModeForCollection: (desk, node, [id]) => {
    writeModes(desk, node, Object.fromEntries(Object.entries(explicitModes(node)).filter(([key]) => key !== id)))
  },
  setBoundVariable: (desk, node, [field, variable]) => {
    requireFontsBelow(desk, node)
    const others = Object.entries(boundOf(node)).filter(([name]) => name !== field)
    node.values['bound'] = Object.fromEntries(variable === null ? others : [...others, [String(field), aliasOf(variable)]])
    resolveBelow(desk, node.id)
  },
}

/** What the objects of `figma.variables` are made of in the sandbox. */
export const variableCalls: Record<string, (desk: Desk, args: readonly unknown[]) => unknown> = {
  createVariableCollection: ({ scene }, [name]) => {
    const [id, modeId] = [`VariableCollectionId:${scene.nextId++}:0`, `${scene.nextId++}:0`]
    putCollection(scene, { id, name: String(name), modes: [{ modeId, name: 'Mode 1' }], defaultModeId: modeId })
    return id
  },
  createVariable: ({ scene }, [name, collection, resolvedType]) => {
    const id = `VariableID:${scene.nextId++}:0`
    putVariable(scene, {
      id,
      name: String(name),
      variableCollectionId: collectionOf(scene, String(collection)).id,
      resolvedType: resolvedType as Variable['resolvedType'],
      valuesByMode: {},
    })
    return id
  },
  addMode: ({ scene }, [id, name]) => {
    const collection = collectionOf(scene, String(id))
    const modeId = `${scene.nextId++}:0`
    putCollection(scene, { ...collection, modes: [...collection.modes, { modeId, name: String(name) }] })
    return modeId
  },
  removeCollection: ({ scene }, [id]) => {
    const { values } = nodeOf(scene, scene.rootId)
    const without = (name: string, isIn: (one: never) => boolean): void => {
      const left = Object.entries((values[name] ?? {}) as Record<string, never>).filter(([, one]) => !isIn(one))
      values[name] = Object.fromEntries(left)
    }
    without('collections', (one: { id: string }) => one.id === id)
    without('variables', (one: Variable) => one.variableCollectionId === id)
    scene.version += 1
  },
  setValueForMode: (desk, [id, mode, value]) => {
    const variable = variablesOf(desk.scene)[String(id)]
    if (!variable) throw new Error(`The variable with id "${String(id)}" does not exist`)
    putVariable(desk.scene, { ...variable, valuesByMode: { ...variable.valuesByMode, [String(mode)]: value } })
    resolveBelow(desk, desk.scene.rootId, true)
  },
  collection: ({ scene }, [id]) => collectionsOf(scene)[String(id)] ?? null,
  variable: ({ scene }, [id]) => variablesOf(scene)[String(id)] ?? null,
  collectionIds: ({ scene }) => Object.keys(collectionsOf(scene)),
}
