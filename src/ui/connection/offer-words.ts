// Texts about models that a relay offers.

/** Names for the service ids that relays report. */
const serviceNames: Readonly<Record<string, string>> = {
  cometapi: 'CometAPI',
  'comfy-router': 'Comfy Router',
  bfl: 'Black Forest Labs',
  replicate: 'Replicate',
  comfyui: 'Own GPU',
}

export function serviceNamed(id: string): string {
  return serviceNames[id] ?? id
}

export const offerWords = {
  from: 'From',
  price: 'Price',
  here: 'Here',
  missing: (host: string): string => `${host} does not have this model. Choose another.`,
} as const
