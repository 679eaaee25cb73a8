// The lights to choose from. Their phrases are noun phrases, so that they can end a description or follow "The light is".

import { studies } from './studies.ts'
import type { Light } from './look.ts'

function light(id: string, label: string, top: string, bottom: string, phrase: string): Light {
  return {
    id,
    label,
    phrase,
    colors: [top, bottom],
  }
}

const noon = light('noon', 'Noon', '#79b8f2', '#dff0ff', 'clear midday sun from a blue sky, short crisp shadows')

export const lights: readonly [Light, ...Light[]] = [
  light('dawn', 'Dawn', '#f6c3a5', '#a9c1ea', 'pale light before sunrise, cool shadows and a blush of pink'),
  noon,
  light('overcast', 'Overcast', '#c2c8ce', '#eceef0', 'even light from a bright overcast sky, hardly any shadow'),
  light('golden', 'Golden', '#ffb14a', '#ffe3ae', 'low golden sun an hour before sunset, long soft shadows'),
  light('dusk', 'Dusk', '#5b4f99', '#f39a80', 'blue hour after sunset, warm lamps against a violet sky'),
  light('night', 'Night', '#0d1533', '#33457f', 'deep night, a few warm lamps and clear dark shadows'),
  light('snow', 'Snow', '#dbe7f3', '#ffffff', 'soft winter light, fresh snow resting on every upward surface'),
]

const everyLight: readonly Light[] = [...lights, ...studies.flatMap(({ options }) => options)]

/** The light with a stored id, including lights of studies; noon when the id is unknown. */
export function findLight(id: string): Light {
  return everyLight.find((known) => known.id === id) ?? noon
}
