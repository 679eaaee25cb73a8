// Texts of the dialog that offers another model.

export const switchingWords = {
  title: 'Switch model',
  why: (model: string): string => `${model} is not available now. Nothing was charged.`,
  newModel: 'New model',
  /**
   * Example: "Geometry kept by a depth map of the frame, about $0.05 a picture". The date of the price is only shown for the chosen model.
   */
  brief: (geometry: string, price: string): string =>
    `Geometry ${geometry}`.replace(/\..*/, () => price && `, ${price.replace(/ \(.*/, '')}`),
  goodFor: 'Good for',
  geometry: 'Geometry',
  geometryAsBefore: (now: string): string => `as before, ${now}`,
  geometryChanged: (before: string, now: string): string => `was ${before} Now ${now}`,
  price: 'Price',
  priceUnknown: 'not known here',
  kept: 'Kept',
  always: 'look, light, words, seed',
  changed: 'Changed',
  leftOut: 'Left out',
  fromNowOn: 'Use it from now on',
  use: (model: string): string => `Use ${model}`,
  restyleWith: (model: string): string => `Restyle with ${model}`,
  withModel: (what: string, model: string): string => `${what} with ${model}`,
  lacks: (model: string): string => `${model} is not available now. Switch model again.`,
  announce: (model: string): string => `Restyling with ${model}.`,
} as const
