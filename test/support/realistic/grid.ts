// Product cards: one component many times in an auto-layout, each with different text, and one in a missing font.

import { type Realistic, photo, scriptOf } from './kit.ts'

function body(pictures: readonly string[]): string {
  return `
  const card = figma.createComponent(); card.name = 'Card'; card.x = -800
  Object.assign(card, { layoutMode: 'VERTICAL', itemSpacing: 8, paddingLeft: 12, paddingRight: 12, paddingTop: 12, paddingBottom: 14, fills: solid('#ffffff'), cornerRadius: 16, effects: shadow(4, 14, 0.12) })
  const picture = box(card, { name: 'Photo', size: [196, 140], cornerRadius: 10, fills: solid('#cbd5e1') })
  const name = text(card, 'Name', 16, '#111827', 'Semi Bold')
  const about = text(card, 'About', 12, '#6b7280')
  const foot = flow(card, 'HORIZONTAL', 0, 0, { name: 'Foot', primaryAxisAlignItems: 'SPACE_BETWEEN', counterAxisAlignItems: 'CENTER' })
  stretch(foot)
  const price = text(foot, '€ 0', 18, '#111827', 'Bold')
  const heart = frame(foot, { name: 'Heart', size: [24, 24] })
  path(heart, 'M 10 18 L 1 9 L 0 5 L 3 1 L 7 1 L 10 4 L 13 1 L 17 1 L 20 5 L 19 9 Z', { fills: solid('#e11d48'), at: [2, 3] })
  const badge = flow(card, 'HORIZONTAL', 0, [8, 3], { name: 'New', fills: solid('#16a34a'), cornerRadius: 9 })
  badge.layoutPositioning = 'ABSOLUTE'; badge.x = 20; badge.y = 20
  text(badge, 'NEW', 10, '#ffffff', 'Bold')
  const [named, told, costs] = ['Name', 'About', 'Price'].map((key) => card.addComponentProperty(key, 'TEXT', key))
  const isNew = card.addComponentProperty('New', 'BOOLEAN', false)
  name.componentPropertyReferences = { characters: named }; about.componentPropertyReferences = { characters: told }
  price.componentPropertyReferences = { characters: costs }; badge.componentPropertyReferences = { visible: isNew }

  const page = flow(figma.currentPage, 'VERTICAL', 18, 28, { name: 'Shop', fills: solid('#f8fafc'), size: [780, 680], at: [30, 30] })
  const head = stretch(flow(page, 'HORIZONTAL', 0, 0, { name: 'Head', primaryAxisAlignItems: 'SPACE_BETWEEN', counterAxisAlignItems: 'CENTER' }))
  text(head, 'New this week', 24, '#0f172a', 'Bold'); text(head, '12 of 48', 13, '#64748b')
  const pictures = ${JSON.stringify(pictures)}
  const things = [['Enamel mug', 'Holds 350 ml', '€ 18', true], ['Wool blanket', '140 × 200 cm', '€ 129', false], ['Oil lamp', 'Brass, glass', '€ 64', false], ['Field bag', 'Waxed canvas', '€ 89', true], ['Lärchenholz', 'Brett, geölt', '€ 32', false], ['Camp stool', 'Folds flat', '€ 54', false]]
  for (const half of [things.slice(0, 3), things.slice(3)]) {
    const row = flow(page, 'HORIZONTAL', 18, 0, { name: 'Row' })
    for (const [title, line, cost, fresh] of half) {
      const one = card.createInstance(); row.appendChild(one)
      one.setProperties({ [named]: title, [told]: line, [costs]: cost, [isNew]: fresh })
      one.findOne((node) => node.name === 'Photo').fills = image(pictures[things.findIndex(([other]) => other === title) % pictures.length])
      if (title === 'Oil lamp') one.findOne((node) => node.name === 'Name').fontName = { family: 'Gotham', style: 'Black' }
    }
  }
  return page.id
`
}

export const grid: Realistic = {
  name: 'grid',
  draw: async () => scriptOf(body(await Promise.all([0, 70, 190].map((hue) => photo(196, 140, hue))))),
}
