// Texts of the geometry dial.

export const geometryWords = {
  title: 'Geometry',
  until: {
    make: (percent: number): string => `Make until it keeps ${percent} %`,
    percent: 'Percent of lines',
    most: 'Pictures at most',
    how: 'One after the other, each with a new seed and one stop firmer. The best stays, the others leave the canvas.',
  },
} as const
