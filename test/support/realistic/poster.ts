// A poster: a title in a gradient, layers with blend modes, text along a curve, and a photo in a mask.

import { type Realistic, photo, scriptOf } from './kit.ts'

function body(picture: string): string {
  return `
  const poster = frame(figma.currentPage, { name: 'Poster', size: [560, 760], at: [80, 80], fills: solid('#101426'), clipsContent: true })
  const round = disc(poster, { name: 'Round', at: [110, 190], size: [340, 340], fills: solid('#ffffff') })
  const hills = box(poster, { name: 'Hills', at: [70, 170], size: [420, 380], fills: image('${picture}') })
  figma.group([round, hills], poster).name = 'Window'
  round.isMask = true
  disc(poster, { name: 'Glow', at: [300, 60], size: [320, 320], fills: solid('#ff5d8f', 0.8), blendMode: 'SCREEN', effects: [{ type: 'LAYER_BLUR', radius: 40, visible: true }] })
  disc(poster, { name: 'Cool', at: [-80, 420], size: [360, 360], fills: solid('#3bc9ff', 0.7), blendMode: 'SCREEN', effects: [{ type: 'LAYER_BLUR', radius: 50, visible: true }] })
  box(poster, { name: 'Tint', size: [560, 760], fills: solid('#ffe8cc'), blendMode: 'MULTIPLY' })

  const title = text(poster, 'Night\\nTrains', 118, '#ffffff', 'Extra Bold', { at: [36, 28] })
  title.letterSpacing = { unit: 'PERCENT', value: -4 }; title.lineHeight = { unit: 'PERCENT', value: 88 }
  title.fills = down([0, '#fff3c4'], [1, '#ff8a5c'])
  title.effects = shadow(4, 18, 0.35)
  // Text along a curve without Figma's own feature for it: each letter is a rotated text of its own.
  const curve = 'a journey in eleven songs'
  const letters = [...curve].map((letter, nth) => {
    if (letter === ' ') return null
    const angle = Math.PI * (0.8 - (0.6 * nth) / (curve.length - 1))
    const node = text(poster, letter, 20, '#ffffff', 'Medium')
    const [cos, sin] = [Math.sin(angle), -Math.cos(angle)]
    node.relativeTransform = [[cos, -sin, 280 + 178 * Math.cos(angle) - 6 * cos], [sin, cos, 360 + 178 * Math.sin(angle) - 6 * sin]]
    return node
  }).filter((node) => node !== null)
  figma.group(letters, poster).name = 'Along the curve'
  const foot = flow(poster, 'HORIZONTAL', 24, 0, { name: 'Foot', at: [40, 660], counterAxisAlignItems: 'CENTER' })
  for (const [what, when] of [['Hall 3', 'Fri 14 Nov'], ['Doors', '20:00'], ['Tickets', '€ 24']]) {
    const part = flow(foot, 'VERTICAL', 2, 0, { name: what })
    text(part, what, 12, '#ffd9a0', 'Medium'); text(part, when, 20, '#ffffff', 'Bold')
  }
  const faded = text(poster, 'Presented by Stadtbahn Kultur', 13, '#ffffff', 'Regular', { at: [40, 724] })
  faded.opacity = 0.7; faded.blendMode = 'NORMAL'
  return poster.id
`
}

export const poster: Realistic = { name: 'poster', draw: async () => scriptOf(body(await photo(420, 380))) }
