// A dashboard: numbers, a chart and a table in nested auto-layouts.

import { type Realistic, scriptOf } from './kit.ts'

const body = `
  const screen = flow(figma.currentPage, 'VERTICAL', 20, 28, { name: 'Dashboard', fills: solid('#f4f6fa'), size: [960, 720], at: [120, 80] })
  const head = stretch(flow(screen, 'HORIZONTAL', 12, 0, { name: 'Head', primaryAxisAlignItems: 'SPACE_BETWEEN', counterAxisAlignItems: 'CENTER' }))
  text(head, 'Revenue overview', 26, '#101828', 'Bold')
  const range = flow(head, 'HORIZONTAL', 8, [14, 8], { name: 'Range', fills: solid('#ffffff'), strokes: solid('#d0d5dd'), strokeWeight: 1, strokesIncludedInLayout: true, cornerRadius: 8, counterAxisAlignItems: 'CENTER' })
  text(range, 'Last 30 days', 13, '#344054', 'Medium')
  path(range, 'M 0 0 L 10 0 L 5 6 Z', { fills: solid('#667085'), name: 'Chevron', size: [10, 6] })

  const cards = stretch(flow(screen, 'HORIZONTAL', 16, 0, { name: 'Numbers' }))
  for (const [label, value, change, hex] of [['Sales', '€ 48,290', '+12.4 %', '#027a48'], ['Orders', '1,284', '+3.1 %', '#027a48'], ['Returns', '37', '−1.8 %', '#b42318'], ['Visitors', '92,610', '+8.0 %', '#027a48']]) {
    const card = stretch(flow(cards, 'VERTICAL', 6, 16, { name: label, fills: solid('#ffffff'), cornerRadius: 12, effects: shadow(2, 6, 0.08) }))
    text(card, label, 13, '#667085', 'Medium')
    const line = flow(card, 'HORIZONTAL', 8, 0, { name: 'Line', counterAxisAlignItems: 'CENTER' })
    text(line, value, 22, '#101828', 'Bold')
    const pill = flow(line, 'HORIZONTAL', 0, [8, 2], { name: 'Pill', fills: solid(hex, 0.12), cornerRadius: 10 })
    text(pill, change, 11, hex, 'Semi Bold')
  }

  const lower = stretch(flow(screen, 'HORIZONTAL', 16, 0, { name: 'Lower' }))
  const chart = frame(lower, { name: 'Chart', size: [380, 400], fills: solid('#ffffff'), cornerRadius: 12, effects: shadow(2, 6, 0.08), clipsContent: true })
  text(chart, 'Sales by week', 15, '#101828', 'Semi Bold', { at: [20, 18] })
  for (const [nth, height] of [120, 180, 150, 220, 260, 210].entries()) {
    box(chart, { name: 'Bar', at: [34 + nth * 54, 340 - height], size: [34, height], topLeftRadius: 6, topRightRadius: 6, fills: down([0, '#7f56d9'], [1, '#b692f6']) })
    text(chart, 'W' + (nth + 31), 11, '#667085', 'Regular', { at: [40 + nth * 54, 350] })
  }
  path(chart, 'M 0 90 L 54 60 L 108 74 L 162 30 L 216 10 L 270 34 L 270 37 L 216 13 L 162 33 L 108 77 L 54 63 L 0 93 Z', { name: 'Trend', at: [50, 110], fills: solid('#f79009') })

  const table = stretch(flow(lower, 'VERTICAL', 0, [0, 8], { name: 'Table', fills: solid('#ffffff'), cornerRadius: 12, effects: shadow(2, 6, 0.08) }))
  const rows = [['Customer', 'Status', 'Amount'], ['Ada Lindqvist', 'Paid', '€ 420.00'], ['Büro Weiß', 'Open', '€ 1,180.50'], ['Noah & Söhne', 'Paid', '€ 75.90'], ['Studio Ōtani', 'Refunded', '€ 310.00'], ['Kaffee Müller', 'Paid', '€ 64.20']]
  for (const [nth, cells] of rows.entries()) {
    const row = stretch(flow(table, 'HORIZONTAL', 12, [18, 12], { name: 'Row', counterAxisAlignItems: 'CENTER' }))
    if (nth > 0) { row.strokes = solid('#eaecf0'); row.strokeWeight = 1 }
    for (const [at, cell] of cells.entries()) {
      const field = stretch(flow(row, 'HORIZONTAL', 8, 0, { name: 'Cell', counterAxisAlignItems: 'CENTER', primaryAxisAlignItems: at === 2 ? 'MAX' : 'MIN' }))
      if (nth > 0 && at === 0) disc(field, { name: 'Avatar', size: [24, 24], fills: solid(['#fda29b', '#84caff', '#a6f4c5', '#fec84b', '#d6bbfb'][nth - 1]) })
      text(field, cell, nth === 0 ? 12 : 13, nth === 0 ? '#667085' : '#101828', nth === 0 ? 'Medium' : 'Regular')
    }
  }
  return screen.id
`

export const dashboard: Realistic = { name: 'dashboard', draw: async () => scriptOf(body) }
