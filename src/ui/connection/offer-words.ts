// What is said of models that a relay has.

export const offerWords = {
  from: 'From',
  price: 'Price',
  here: 'Here',
  missing: (host: string): string => `${host} does not have this model. Choose another.`,
} as const
