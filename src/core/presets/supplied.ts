// The presets that come with the plugin, five per purpose. They name no model and use the one that is selected.

import type { Purpose } from '../look/look.ts'

/** `id` is stored when the user removes the preset. */
export type Supplied = {
  readonly id: string
  readonly name: string
  readonly look: string
  readonly light: string
  readonly words: string
}

function preset(name: string, look: string, light: string, words: string): Supplied {
  return { id: `${look}-${light}`, name, look, light, words }
}

const supplied: Record<Purpose, readonly Supplied[]> = {
  building: [
    preset('After rain', 'brick', 'dusk', 'wet paving mirrors the lit windows'),
    preset('First frost', 'timber', 'dawn', 'rime on the grasses, mist at the foot of the walls'),
    preset('Monograph', 'concrete', 'overcast', 'rain streaks below the sills'),
    preset('Jury day', 'model', 'noon', 'gallery spot from the left'),
    preset('Winter wash', 'watercolour', 'snow', 'bare paper for snow, two greys and an ochre'),
  ],
  product: [
    preset('Quiet morning', 'marble', 'dawn', 'drops of water on the stone, one long shadow'),
    preset('Slow breakfast', 'oak', 'golden', 'window cross in shadow, flour dust in the light'),
    preset('Forest floor', 'moss', 'overcast', 'beads of rain, a blurred fern in front'),
    preset('Last call', 'dark', 'night', 'narrow strip light from behind, amber at the base'),
    preset('Poolside', 'water', 'noon', 'hard caustics, saturated summer colour'),
  ],
  interface: [
    preset('Backlit', 'glass', 'dusk', 'violet glows through the lower panes'),
    preset('Paper theatre', 'paper', 'golden', 'raking light, long shadows between the layers'),
    preset('Toy box', 'clay', 'overcast', 'three colours, thumb marks at the corners'),
    preset('Control room', 'aluminium', 'night', 'keys lit from below, paint worn at the edges'),
    preset('Gig poster', 'riso', 'noon', 'inks a hair out of register'),
  ],
}

export function suppliedFor(purpose: Purpose): readonly Supplied[] {
  return supplied[purpose]
}
