// Texts about the lines that a picture kept.

export const fidelityWords = {
  putBack: 'put back',
  asGiven: 'Undo put back',
  asGivenTitle: 'Shows the picture as the model framed it',
  stays: 'This picture was changed since. It stays as it is.',
  firmer: 'Firmer',
  newSeed: 'New seed',
  isLow: (percent: number): string => `Below ${percent} %. Another seed or a firmer setting may keep more.`,
  ready: 'Original selected, settings copied. Press Restyle.',
  noFirmer: 'This model has no firmer setting.',
  best: (name: string): string => `Most kept: ${name}`,
  range: (least: number, most: number): string => (least === most ? `${most} % of lines kept` : `${least}–${most} % of lines kept`),
  tries: {
    going: (percent: number, nth: number, most: number): string => `Below ${percent} %: making picture ${nth} of up to ${most}.`,
    enough: (made: number): string =>
      made === 1 ? 'The first picture keeps enough.' : `The best of ${made} stays. One undo brings the others back.`,
    spent: (made: number, percent: number): string => `None of ${made} kept ${percent} %. The best stays; one undo brings the others back.`,
    unmeasured: 'Not measured: no further picture is made, and all stay.',
    stopped: 'Stopped: all pictures stay.',
    cut: 'The next picture was not made: all stay.',
    stay: 'The best is here. The others could not be removed.',
  },
} as const
