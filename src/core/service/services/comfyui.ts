// ComfyUI on an own GPU (services §4): what it is.

import type { ServiceFacts } from './service.ts'

export const comfyui: ServiceFacts = {
  id: 'comfyui',
  label: 'Own GPU',
  address: 'http://127.0.0.1:8188',
  // Where a proxy before it asks for one.
  keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  // No price: the GPU is theirs.
  offers: [{ id: 'flux-depth-dev', paths: ['flux-depth-dev'] }],
  // Its own address counts, for it alone.
  pictureHosts: [],
  askHosts: [],
  // As long as nobody empties its folder.
  linkLivesMs: 24 * 3600_000,
  idempotencyHeader: null,
  isFree: true,
}
