// `figma.variables`: collections and variables as objects. The functions' own texts run inside the VM (prelude-text.ts).

import type { Bridge } from './prelude-nodes.ts'

type Facts = Readonly<Record<string, unknown>>

type FigmaParts = {
  strictObject(bridge: Bridge, name: string, target: object): object
  property(target: object, name: string, get: () => unknown, set?: (value: unknown) => void): void
  factsObject(bridge: Bridge, parts: FigmaParts, kind: string, id: string, methods: Record<string, unknown>): object
}

/** An object with an id, whose facts are read from the host each time. */
export function factsObject(bridge: Bridge, parts: FigmaParts, kind: string, id: string, methods: Record<string, unknown>): object {
  const made: Record<string, unknown> = { id, ...methods }
  const names =
    kind === 'collection' ? ['name', 'modes', 'defaultModeId'] : ['name', 'variableCollectionId', 'resolvedType', 'valuesByMode']
  for (const name of names) parts.property(made, name, () => (bridge.op('figma', kind, [id]) as Facts)[name])
  return made
}

/** A shared paint style. */
export function styleObject(bridge: Bridge, parts: Pick<FigmaParts, 'property'>, id: string): object {
  const style: Record<string, unknown> = { id, type: 'PAINT' }
  for (const name of ['name', 'paints'])
    parts.property(
      style,
      name,
      () => (bridge.op('figma', 'paintStyle', [id]) as Facts)[name],
      (value) => bridge.op('figma', 'setPaintStyle', [id, name, value]),
    )
  return style
}

export function buildVariables(bridge: Bridge, parts: FigmaParts): object {
  const call = (name: string, ...args: unknown[]): unknown => bridge.op('figma', name, args)
  const collection = (id: string): object =>
    parts.factsObject(bridge, parts, 'collection', id, {
      addMode: (name: string) => call('addMode', id, name),
      remove: () => call('removeCollection', id),
    })
  const variable = (id: string): object =>
    parts.factsObject(bridge, parts, 'variable', id, {
      setValueForMode: (mode: string, value: unknown) => call('setValueForMode', id, mode, value),
    })
  const found = (kind: string, id: string): object | null => {
    if (call(kind, id) === null) return null
    return kind === 'collection' ? collection(id) : variable(id)
  }
  return parts.strictObject(bridge, 'figma.variables', {
    createVariableCollection: (name: string) => collection(String(call('createVariableCollection', name))),
    createVariable: (name: string, { id }: { id: string }, type: string) => variable(String(call('createVariable', name, id, type))),
    getVariableCollectionByIdAsync: async (id: string) => found('collection', id),
    getVariableByIdAsync: async (id: string) => found('variable', id),
    getLocalVariableCollectionsAsync: async () => (call('collectionIds') as string[]).map(collection),
    setBoundVariableForPaint: (paint: object, field: string, { id }: { id: string }) => ({
      ...paint,
      boundVariables: { [field]: { type: 'VARIABLE_ALIAS', id } },
    }),
  })
}
