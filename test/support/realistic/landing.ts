// The top of a landing page: a full-width photo, a row of masked portraits, a button with a shadow, a rotated badge.

import { type Realistic, photo, scriptOf } from './kit.ts'

function body(hills: string, faces: readonly string[]): string {
  return `
  const hero = frame(figma.currentPage, { name: 'Hero', size: [1040, 620], at: [60, 60], fills: image('${hills}'), clipsContent: true })
  box(hero, { name: 'Shade', size: [1040, 620], fills: down([0, '#0b1220', 0.55], [1, '#0b1220', 0.05]) })
  const bar = flow(hero, 'HORIZONTAL', 28, 0, { name: 'Bar', at: [56, 36], counterAxisAlignItems: 'CENTER' })
  const logo = figma.subtract([disc(bar, { size: [28, 28], fills: solid('#ffffff') }), disc(bar, { size: [16, 16], fills: solid('#ffffff') })], bar)
  logo.name = 'Logo'
  text(bar, 'Fernweh', 18, '#ffffff', 'Bold')
  for (const word of ['Stays', 'Journal', 'About']) text(bar, word, 14, '#e2e8f0', 'Medium')
  const title = text(hero, 'Wake up above\\nthe clouds', 64, '#ffffff', 'Extra Bold', { at: [56, 140] })
  title.letterSpacing = { unit: 'PERCENT', value: -2 }; title.lineHeight = { unit: 'PERCENT', value: 105 }
  title.setRangeFills(14, 24, solid('#ffd9a0'))
  const lead = text(hero, 'Forty cabins between lakes and ridges, each an hour from a night train.', 18, '#f1f5f9', 'Regular', { at: [56, 300] })
  lead.resize(420, lead.height); lead.textAutoResize = 'HEIGHT'
  const cta = flow(hero, 'HORIZONTAL', 10, [26, 16], { name: 'Button', at: [56, 380], fills: solid('#f97316'), cornerRadius: 30, effects: shadow(10, 24, 0.4), counterAxisAlignItems: 'CENTER' })
  text(cta, 'Find your cabin', 17, '#ffffff', 'Semi Bold')
  path(cta, 'M 0 5 L 9 5 L 5 1 L 7 0 L 14 6 L 7 12 L 5 11 L 9 7 L 0 7 Z', { name: 'Arrow', fills: solid('#ffffff'), size: [14, 12] })

  const proof = flow(hero, 'HORIZONTAL', 12, 0, { name: 'Proof', at: [56, 480], counterAxisAlignItems: 'CENTER' })
  const faces = frame(proof, { name: 'Faces', size: [120, 44], clipsContent: false })
  for (const [nth, face] of ${JSON.stringify(faces)}.entries()) {
    const mask = disc(faces, { at: [nth * 30, 2], size: [40, 40], fills: solid('#ffffff') })
    const picture = box(faces, { at: [nth * 30 - 6, -4], size: [52, 52], fills: image(face) })
    const group = figma.group([mask, picture], faces); group.name = 'Face'
    mask.isMask = true
  }
  const said = text(proof, '4.9 of 5, from 2,318 nights', 14, '#ffffff', 'Medium')
  said.setRangeFontName(0, 3, { family: 'Inter', style: 'Bold' })

  const badge = frame(hero, { name: 'Badge', size: [132, 132], at: [840, 96], fills: solid('#fde047'), cornerRadius: 66, clipsContent: false, effects: shadow(8, 18, 0.3) })
  text(badge, '−30 %', 28, '#1e1b4b', 'Extra Bold', { at: [24, 36] })
  text(badge, 'until Sunday', 13, '#1e1b4b', 'Semi Bold', { at: [26, 74] })
  badge.rotation = -12
  return hero.id
`
}

export const landing: Realistic = {
  name: 'landing',
  draw: async () => scriptOf(body(await photo(1040, 620), await Promise.all([60, 150, 260].map((hue) => photo(96, 96, hue))))),
}
