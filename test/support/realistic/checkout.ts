// A checkout on a phone: buttons and inputs as instances with properties, icons, and a price in several styles.

import { type Realistic, photo, scriptOf } from './kit.ts'

function body(picture: string): string {
  return `
  const button = flow(figma.currentPage, 'HORIZONTAL', 8, [20, 14], { name: 'unused' }); button.remove()
  const component = (name, along, gap, pad, set) => {
    const made = figma.createComponent(); made.name = name; made.x = -600
    const [x, y] = Array.isArray(pad) ? pad : [pad, pad]
    return Object.assign(made, { layoutMode: along, itemSpacing: gap, paddingLeft: x, paddingRight: x, paddingTop: y, paddingBottom: y, ...set })
  }
  const press = component('Button', 'HORIZONTAL', 8, [22, 14], { fills: solid('#1d4ed8'), cornerRadius: 14, counterAxisAlignItems: 'CENTER', primaryAxisAlignItems: 'CENTER', effects: shadow(6, 14, 0.25) })
  const lock = frame(press, { name: 'Lock', size: [16, 16] })
  path(lock, 'M 2 7 L 14 7 L 14 16 L 2 16 Z M 4 7 L 4 4 L 6 1 L 10 1 L 12 4 L 12 7 L 10 7 L 10 4 L 9 3 L 7 3 L 6 4 L 6 7 Z', { fills: solid('#ffffff') })
  const label = text(press, 'Continue', 16, '#ffffff', 'Semi Bold')
  const says = press.addComponentProperty('Label', 'TEXT', 'Continue'), locks = press.addComponentProperty('Lock', 'BOOLEAN', true)
  label.componentPropertyReferences = { characters: says }; lock.componentPropertyReferences = { visible: locks }

  const input = component('Input', 'VERTICAL', 4, [14, 10], { fills: solid('#ffffff'), strokes: solid('#cbd5e1'), strokeWeight: 1, cornerRadius: 10 })
  const [title, value] = [text(input, 'Label', 11, '#64748b', 'Medium'), text(input, 'Value', 15, '#0f172a')]
  const asks = input.addComponentProperty('Title', 'TEXT', 'Label'), holds = input.addComponentProperty('Value', 'TEXT', 'Value')
  title.componentPropertyReferences = { characters: asks }; value.componentPropertyReferences = { characters: holds }

  const phone = flow(figma.currentPage, 'VERTICAL', 16, 20, { name: 'Checkout', fills: down([0, '#eef2ff'], [1, '#ffffff']), size: [390, 720], at: [40, 40] })
  phone.cornerRadius = 28
  const bar = stretch(flow(phone, 'HORIZONTAL', 12, 0, { name: 'Bar', counterAxisAlignItems: 'CENTER' }))
  const back = frame(bar, { name: 'Back', size: [24, 24] })
  path(back, 'M 9 0 L 11 2 L 4 9 L 11 16 L 9 18 L 0 9 Z', { fills: solid('#0f172a'), at: [5, 3] })
  text(bar, 'Checkout', 22, '#0f172a', 'Bold')

  const item = stretch(flow(phone, 'HORIZONTAL', 14, 12, { name: 'Item', fills: solid('#ffffff'), cornerRadius: 18, effects: shadow(4, 16, 0.1), counterAxisAlignItems: 'CENTER' }))
  box(item, { name: 'Photo', size: [84, 84], cornerRadius: 12, fills: image('${picture}') })
  const about = flow(item, 'VERTICAL', 4, 0, { name: 'About' })
  text(about, 'Hillside cabin', 16, '#0f172a', 'Semi Bold')
  text(about, '2 nights, 2 guests', 13, '#64748b')
  const price = text(about, '€248 /night', 13, '#64748b')
  price.setRangeFontSize(0, 4, 24); price.setRangeFontName(0, 4, { family: 'Inter', style: 'Extra Bold' }); price.setRangeFills(0, 4, solid('#1d4ed8'))

  for (const [question, answer] of [['Name on card', 'Ada Lindqvist'], ['Card number', '4242 4242 4242 4242']]) {
    const one = input.createInstance(); phone.appendChild(one); stretch(one); one.setProperties({ [asks]: question, [holds]: answer })
  }
  const pair = stretch(flow(phone, 'HORIZONTAL', 12, 0, { name: 'Pair' }))
  for (const [question, answer] of [['Expires', '04 / 29'], ['CVC', '•••']]) {
    const one = input.createInstance(); pair.appendChild(one); stretch(one); one.setProperties({ [asks]: question, [holds]: answer })
  }
  const sum = stretch(flow(phone, 'HORIZONTAL', 0, [4, 8], { name: 'Sum', primaryAxisAlignItems: 'SPACE_BETWEEN', counterAxisAlignItems: 'CENTER' }))
  text(sum, 'Total', 15, '#334155'); text(sum, '€ 496.00', 20, '#0f172a', 'Bold')
  const pay = press.createInstance(); phone.appendChild(pay); stretch(pay); pay.setProperties({ [says]: 'Pay € 496.00' })
  const later = press.createInstance(); phone.appendChild(later); stretch(later); later.setProperties({ [says]: 'Pay later', [locks]: false }); later.fills = solid('#475569')
  text(phone, 'You can cancel free of charge until 12 May.', 12, '#64748b')
  return phone.id
`
}

export const checkout: Realistic = { name: 'checkout', draw: async () => scriptOf(body(await photo(168, 168))) }
