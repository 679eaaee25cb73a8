// Typing into a text on the canvas. The field on top of it shows only its caret: what is typed goes straight into the node.

import type { Box, Host } from '../host/types.ts'
import { boxOnScreen, type View } from './view.ts'

export type Typing = {
  readonly element: HTMLTextAreaElement
  /** Opens the field over a text node; ignores other nodes. */
  begin(id: string): void
  end(): void
  /** Call it when the view or the text has moved. */
  follow(): void
}

/** Runs as the document's author, who has every font. */
function scriptFor(id: string, characters: string): string {
  return `async (figma) => {
  const text = await figma.getNodeByIdAsync(${JSON.stringify(id)})
  if (text === null) return 0
  for (const font of text.getRangeAllFontNames(0, text.characters.length)) await figma.loadFontAsync(font)
  text.characters = ${JSON.stringify(characters)}
  return 1
}`
}

const alignments: Readonly<Record<string, string>> = { LEFT: 'left', CENTER: 'center', RIGHT: 'right', JUSTIFIED: 'justify' }
const weights: Readonly<Record<string, string>> = { Medium: '500', 'Semi Bold': '600', Bold: '700', 'Extra Bold': '800' }

/** Makes the field's letters coincide with those on the canvas. */
function styleOf(facts: Readonly<Record<string, unknown>>, { x, y, width, height }: Box, zoom: number): Partial<CSSStyleDeclaration> {
  const font = facts['fontName'] as { style?: string } | undefined
  const line = facts['lineHeight'] as { unit?: string; value?: number } | undefined
  const size = Number(facts['fontSize']) || 16
  return {
    left: `${x}px`,
    top: `${y}px`,
    // Leaves room for the next letters.
    width: `${width + size * zoom}px`,
    height: `${height + size * zoom}px`,
    fontSize: `${size * zoom}px`,
    fontWeight: weights[font?.style ?? ''] ?? '400',
    lineHeight: line?.unit === 'PIXELS' ? `${(line.value ?? size) * zoom}px` : 'normal',
    textAlign: alignments[String(facts['textAlignHorizontal'])] ?? 'left',
  }
}

export function makeTyping(world: { host(): Host; view(): View; onEnd(): void }): Typing {
  const element = document.createElement('textarea')
  element.className = 'typing'
  element.setAttribute('aria-label', 'Text on the canvas')
  element.hidden = true
  let open: string | null = null
  let writing = Promise.resolve()

  const follow = (): void => {
    const facts = open === null ? null : world.host().describe(open)
    const box = open === null ? null : world.host().box(open)
    if (facts === null || box === null) return end()
    Object.assign(element.style, styleOf(facts, boxOnScreen(world.view(), box), world.view().zoom))
  }

  const end = (): void => {
    if (open === null) return
    open = null
    element.hidden = true
    world.onEnd()
  }

  element.addEventListener('input', () => {
    const [id, characters] = [open, element.value]
    if (id === null) return
    // Writes in order, so that the last text typed is the one that stays.
    writing = writing.then(async () => {
      await world.host().author<number>(scriptFor(id, characters))
      follow()
    })
  })
  element.addEventListener('keydown', (event) => {
    event.stopPropagation()
    if (event.key === 'Escape') end()
  })
  element.addEventListener('pointerdown', (event) => event.stopPropagation())
  element.addEventListener('blur', end)

  return {
    element,
    begin: (id) => {
      const facts = world.host().describe(id)
      if (facts?.['type'] !== 'TEXT') return
      open = id
      element.value = String(facts['characters'])
      element.hidden = false
      follow()
      element.focus()
      element.select()
    },
    end,
    follow: () => {
      if (open !== null) follow()
    },
  }
}
