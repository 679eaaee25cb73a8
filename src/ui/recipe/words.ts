// What the controls of a recipe say.

export const recipeWords = {
  purpose: 'Purpose',
  look: 'Look',
  light: 'Light',
  several: 'Pick several',
  severalOf: (kind: 'look' | 'light'): string => `Pick several ${kind}s`,
  backToOne: (kind: 'look' | 'light'): string => `Back to one ${kind}`,
  chosen: (count: number): string => `${count} chosen`,
  prompt: 'Prompt',
  promptHint: 'Add details, e.g. oak floor. {oak | walnut} makes both.',
  asTyped: 'As typed',
  wordings: (labels: readonly string[], isCut: boolean): string =>
    `${isCut ? 'The first ' : ''}${labels.length} wordings: ${labels.join(' · ')}`,
  fullPrompt: (count: number): string => (count > 1 ? `Full prompt (1 of ${count})` : 'Full prompt'),
  variants: 'Variants',
  fewer: 'Fewer variants',
  more: 'More variants',
  advanced: 'Advanced',
  model: 'Model',
  goodFor: 'Good for',
  geometry: 'Geometry',
  served: 'Served',
  notAt: (option: string, service: string): string => `${option} (not at ${service})`,
  takesNone: (service: string): string => `By its documents ${service} takes none: it may ignore it, or refuse.`,
  newSeed: 'New random seed',
  lockSeed: 'Lock seed',
} as const
