// Draws a contact sheet on the canvas: a titled section beside the sources, with headings for rows and columns.

import type { Point, Size } from '../../core/base/geometry.ts'
import type { Layout } from '../../core/order/protocol.ts'
import { type Cell, headingSize, layOutSheet } from '../../core/order/sheet.ts'
import { type Figma, attempt, dataKeys } from '../base/figma.ts'
import type { Room } from './place.ts'
import { originOf, putSection } from './sections.ts'

export type Sheet = Extract<Layout, { kind: 'sheet' }>

const font: FontName = { family: 'Inter', style: 'Regular' }

/** Null for an empty heading. */
function writeHeading(figma: Figma, characters: string, fontSize: number): TextNode | null {
  if (characters === '') return null
  const text = figma.createText()
  text.fontName = font
  text.fontSize = fontSize
  text.characters = characters
  text.name = characters
  text.setPluginData(dataKeys.sheet, '1')
  return text
}

function sizeOf(text: TextNode | null): Size {
  return text === null ? { width: 0, height: 0 } : { width: text.width, height: text.height }
}

type DrawnSheet = {
  readonly section: SectionNode
  /** Upper left corners of the cells, in page coordinates and in the order of the cells. */
  readonly positions: readonly Point[]
  /** Ids of the section and its headings. */
  readonly ids: readonly string[]
}

/**
 * Draws an empty sheet in the room that `findRoomFor` gives. If the font is missing, the sheet has no headings; the layer names still say what each
 * picture is.
 */
export async function drawSheet(
  figma: Figma,
  findRoomFor: (size: Size) => Room,
  { title, rows, columns }: Sheet,
  cells: readonly Cell[],
): Promise<DrawnSheet> {
  const fontSize = headingSize(cells, columns)
  const canWrite = await figma.loadFontAsync(font).then(
    () => true,
    () => false,
  )
  const write = (text: string): TextNode | null => (canWrite ? writeHeading(figma, text, fontSize) : null)
  const [rowHeads, columnHeads] = [rows.map(write), columns.map(write)]
  const plan = layOutSheet(cells, rowHeads.map(sizeOf), columnHeads.map(sizeOf))
  // Found before the section is drawn, as the section itself would take up the room.
  const room = findRoomFor(plan.size)
  const section = figma.createSection()
  section.name = title
  section.setPluginData(dataKeys.sheet, '1')
  putSection(room, section, plan.size)
  const place = (text: TextNode | null, at: Point | undefined): void => {
    if (text === null || at === undefined) return
    section.appendChild(text)
    ;[text.x, text.y] = [at.x, at.y]
  }
  rowHeads.forEach((text, row) => place(text, plan.rowHeads[row]))
  columnHeads.forEach((text, column) => place(text, plan.columnHeads[column]))
  const origin = originOf(section)
  return {
    section,
    positions: plan.cells.map(({ x, y }) => ({ x: x + origin.x, y: y + origin.y })),
    ids: [section, ...rowHeads, ...columnHeads].flatMap((node) => (node === null ? [] : [node.id])),
  }
}

/**
 * Removes a sheet that contains only its headings.
 * @returns the parent that still exists: that of the sheet, or `parent` itself
 */
export function dropEmptySheet(parent: BaseNode | null): BaseNode | null {
  if (parent === null || parent.type !== 'SECTION' || parent.getPluginData(dataKeys.sheet) === '') return parent
  if (parent.children.some((child) => child.getPluginData(dataKeys.sheet) === '')) return parent
  const above = parent.parent
  attempt(() => parent.remove())
  return above
}
