// Studies: series of lights in which one source is shown. Recipes store the lights' ids, so the ids never change.

import type { Light } from './look.ts'

export type Study = { readonly id: string; readonly label: string; readonly options: readonly [Light, ...Light[]] }

/**
 * @param id begins with the study's id, so that it differs from the ids of the lights
 * @param top upper colour of the swatch; `bottom` is the lower one
 */
function option(id: string, label: string, top: string, bottom: string, phrase: string): Light {
  return {
    id,
    label,
    phrase,
    colors: [top, bottom],
  }
}

/** The sun moves from left to right across the picture, as seen by somebody who faces a sunny side. */
const sun: Study = {
  id: 'sun',
  label: 'Sun study',
  options: [
    option(
      'sun-dawn',
      'Dawn',
      '#a9c1ea',
      '#f6c3a5',
      'dawn light before sunrise, a band of rose low on the left, cool blue-grey tones, hardly any shadow',
    ),
    option(
      'sun-morning',
      'Morning',
      '#a5d3f5',
      '#fff1cf',
      'clear morning sun low from the left, fresh pale yellow light, long shadows falling to the right',
    ),
    option(
      'sun-noon',
      'Noon',
      '#5ba6ec',
      '#d3eaff',
      'midday sun high above, neutral white light from a deep blue sky, short crisp shadows straight below',
    ),
    option(
      'sun-afternoon',
      'Afternoon',
      '#85bdec',
      '#ffe9bd',
      'afternoon sun from the upper right, slightly warm light, clear shadows of middle length falling to the left',
    ),
    option(
      'sun-golden',
      'Golden hour',
      '#ffb14a',
      '#ffe3ae',
      'golden hour, the sun just above the horizon on the right, amber light along every surface, very long soft shadows to the left',
    ),
    option(
      'sun-dusk',
      'Dusk',
      '#5b4f99',
      '#f39a80',
      'dusk after sunset, a last orange glow low on the right, even shadowless blue light, first warm lamps lit',
    ),
    option(
      'sun-night',
      'Night',
      '#0d1533',
      '#33457f',
      'deep night, faint cool moonlight from above, pools of warm lamplight, dark open shadows',
    ),
  ],
}

const seasons: Study = {
  id: 'season',
  label: 'Seasons',
  options: [
    option(
      'season-spring',
      'Spring',
      '#bfe0f5',
      '#cfe6a4',
      'mild spring sun through thin cloud, first pale green leaves and blossom, soft shadows',
    ),
    option(
      'season-summer',
      'Summer',
      '#58aef0',
      '#7fb253',
      'strong summer sun from a cloudless sky, full green foliage, warm ground, dense leafy shadows',
    ),
    option(
      'season-autumn',
      'Autumn',
      '#dcc9a8',
      '#c9722b',
      'low hazy autumn sun, russet and yellow leaves, some of them fallen, long mellow shadows',
    ),
    option(
      'season-winter',
      'Winter',
      '#cfdcea',
      '#f4f7fa',
      'thin cold winter sun close to the horizon, bare branches, hoar frost on every upward surface, long blue shadows',
    ),
  ],
}

const weathers: Study = {
  id: 'weather',
  label: 'Weathers',
  options: [
    option(
      'weather-clear',
      'Clear',
      '#4f9fe8',
      '#cfe7fb',
      'bright sun from a clear blue sky, dry clean air, sharp shadows and strong contrast',
    ),
    option(
      'weather-overcast',
      'Overcast',
      '#b9c0c7',
      '#e6e9ec',
      'flat diffuse light from a closed grey overcast sky, muted colours, almost no shadow',
    ),
    option(
      'weather-rain',
      'Rain',
      '#6d7a88',
      '#a9b4be',
      'dim grey light through steady rain, wet darkened surfaces, puddles and soft reflections',
    ),
    option('weather-fog', 'Fog', '#d5dadd', '#eff1f2', 'milky light in thick fog, distance fading to white, pale shadowless colours'),
    option(
      'weather-snow',
      'Snow',
      '#c3cfdc',
      '#ffffff',
      'soft white light under falling snow, fresh snow on every upward surface, faint blue shadows',
    ),
  ],
}

export const studies: readonly [Study, ...Study[]] = [sun, seasons, weathers]
