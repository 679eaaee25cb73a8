// The question with which model to go on, in words.

export const switchingWords = {
  title: 'Switch model',
  why: (model: string): string => `${model} is not available now. Nothing was charged.`,
  newModel: 'New model',
  goodFor: 'Good for',
  look: 'Look',
  rendering: 'Same look, different rendering.',
  geometry: 'Geometry',
  geometryAsBefore: (now: string): string => `as before, ${now}`,
  geometryChanged: (before: string, now: string): string => `was ${before} Now ${now}`,
  price: 'Price',
  priceUnknown: 'not known here: the service decides it',
  kept: 'Kept',
  keptAre: (settings: readonly string[]): string => `${['look, light, words, seed', ...settings].join(', ')}.`,
  settings: 'Settings',
  changed: (settings: readonly string[]): string => listed('Changed', settings),
  leftOut: (settings: readonly string[]): string => listed('Left out', settings),
  allKept: 'all kept.',
  fromNowOn: 'Use it from now on',
  restyleWith: (model: string, count: number): string => `Restyle with ${model}${count > 1 ? ` into ${count} pictures` : ''}`,
} as const

function listed(name: string, settings: readonly string[]): string {
  return settings.length === 0 ? '' : `${name}: ${settings.join(', ')}.`
}
