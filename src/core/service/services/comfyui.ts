// ComfyUI on a team's own GPU (services §4): the facts about it.

import type { ServiceFacts } from './service.ts'

export const comfyui: ServiceFacts = {
  id: 'comfyui',
  label: 'Own GPU',
  address: 'http://127.0.0.1:8188',
  // Only used when a proxy in front of it asks for a key.
  keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  // No price, because the GPU belongs to the team.
  offers: [{ id: 'flux-depth-dev', paths: ['flux-depth-dev'] }],
  // Pictures come only from its own address, which is added separately.
  pictureHosts: [],
  askHosts: [],
  // Files stay until somebody empties its folder.
  linkLivesMs: 24 * 3600_000,
  idempotencyHeader: null,
  isFree: true,
}
