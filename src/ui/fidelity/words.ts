// What is said beside a picture about its lines.

export const fidelityWords = {
  putBack: 'put back',
  asGiven: 'Undo put back',
  asGivenTitle: 'Shows the picture as the model framed it',
  firmer: 'Firmer',
  newSeed: 'New seed',
  isLow: (percent: number): string => `Below ${percent} %. Another seed or a firmer setting may keep more.`,
  ready: 'Settings in place, original selected. Press Restyle.',
  noFirmer: 'This model has no firmer setting.',
  best: (name: string): string => `Most kept: ${name}`,
  range: (least: number, most: number): string => (least === most ? `${most} % of lines kept` : `${least}–${most} % of lines kept`),
} as const
