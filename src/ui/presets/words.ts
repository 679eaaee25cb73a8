// Texts of the presets.

export const presetsWords = {
  title: 'Presets',
  saveAs: 'Save current as…',
  save: 'Save',
  undo: 'Undo',
  bring: 'Import',
  take: 'Export',
  drop: 'or drop a file here',
  rename: 'Rename',
  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Remove',
  apply: 'Apply',
  applyNamed: (name: string): string => `Apply ${name}`,
  moreFor: (name: string): string => `More for ${name}`,
  newNameOf: (name: string): string => `New name of ${name}`,
  tile: (name: string): string => `Preset ${name}`,
  supplied: 'Shown below the looks',
  none: 'A preset keeps look, light, words and the model’s settings under a name, to use them on any frame.',
} as const
