// The list of features, from the ground up (DESIGN §3). Imports go from a later one to an earlier one, in every world.

export const features = [
  'base',
  'failure',
  'kit',
  'wire',
  'picture',
  'model',
  'look',
  'selection',
  'recipe',
  'live',
  'control-image',
  'reference',
  'service',
  'connection',
  'job',
  'order',
  'depth',
  'product',
  'readability',
  'fidelity',
  'results',
  'compare',
  'presets',
  'switching',
  'sample',
] as const

/** Files that only put features together. Nothing but a `main` imports them. */
export const compositionRoots = [
  'src/core/protocol.ts',
  'src/code/sandbox.ts',
  'src/ui/store.ts',
  'src/ui/App.tsx',
  'src/ui/worker.ts',
] as const
