// Texts about layers of the canvas that several features use.

/** For a result that was deleted. */
export const resultGoneText = 'This picture is no longer in the file.'

export const selectionWords = {
  only: (layer: string): string => `Only ${layer}`,
  whole: (frame: string): string => `Whole frame: ${frame}`,
  from: 'Restyle from',
  original: 'Original',
  picture: 'This picture',
  taking: 'Restyle',
  frames: 'Each frame',
  scene: 'All as one picture',
  placing: 'Results',
  beside: 'Next to each frame',
  together: 'In one section',
  padding: 'Padding',
  background: 'Background',
  backgroundColor: 'Background colour',
  gone: 'That layer is no longer in the file.',
  notShown: 'The layer cannot be shown.',
} as const
