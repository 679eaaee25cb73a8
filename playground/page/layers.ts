// The list of layers, topmost first as in Figma. Sections are unfolded, and the ancestors of the selection unfold automatically.

import type { Host } from '../host/types.ts'
import { icon, make } from './element.ts'
import { ancestorsOf } from './tree.ts'

export type LayersOptions = {
  host(): Host
  page(): string
  onSelect(ids: readonly string[], isAdded: boolean): void
  onHover(id: string | null): void
}

/** More rows than anybody reads. */
const mostRows = 400

export function makeLayers(options: LayersOptions): { element: HTMLElement; draw(): void } {
  const { host, page } = options
  const element = make('ul', { class: 'layers', 'aria-label': 'Layers', role: 'tree' })
  let lastSelection = ''
  const draw = (): void => {
    const selection = host().selection()
    if (selection.join() !== lastSelection) {
      for (const id of selection) for (const above of ancestorsOf(host(), id)) list.toggled.set(above, true)
    }
    const rows = [...host().children(page())]
      .reverse()
      .flatMap((id) => rowsOf(list, id, 0))
      .slice(0, mostRows)
    element.replaceChildren(...rows)
    if (selection.join() !== lastSelection) element.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
    lastSelection = selection.join()
  }
  const list: List = { ...options, toggled: new Map(), draw }
  return { element, draw }
}

type List = LayersOptions & {
  /** Layers that the user has folded or unfolded. */
  readonly toggled: Map<string, boolean>
  draw(): void
}

/** The row of a layer, and the rows of its children if it is unfolded. */
function rowsOf(list: List, id: string, depth: number): readonly HTMLElement[] {
  const { host, toggled, onSelect, onHover } = list
  const glance = host().glance(id)
  if (!glance) return []
  const { name, type, isVisible } = glance
  const children = host().children(id)
  const isOpen = children.length > 0 && (toggled.get(id) ?? type === 'SECTION')
  const isSelected = host().selection().includes(id)
  const item = make(
    'li',
    {
      class: `layer ${type.toLowerCase()}${isVisible ? '' : ' hidden-layer'}`,
      role: 'treeitem',
      tabindex: isSelected ? 0 : -1,
      'aria-selected': String(isSelected),
      'aria-level': depth + 1,
      'data-node': id,
      title: `${name}, ${type.toLowerCase()}`,
      ...(children.length > 0 ? { 'aria-expanded': String(isOpen) } : {}),
      onclick: (event) => onSelect([id], event instanceof MouseEvent && event.shiftKey),
      onpointerenter: () => onHover(id),
      onpointerleave: () => onHover(null),
    },
    caretOf(list, id, name, isOpen),
    icon(drawings[type] ?? 'M3 3h10v10H3z'),
    make('span', {}, name),
  )
  item.style.setProperty('--depth', String(depth))
  return [item, ...(isOpen ? [...children].reverse().flatMap((child) => rowsOf(list, child, depth + 1)) : [])]
}

function caretOf({ host, toggled, draw }: List, id: string, name: string, isOpen: boolean): HTMLElement {
  const caret = make(
    'button',
    {
      class: `caret${isOpen ? ' open' : ''}`,
      type: 'button',
      tabindex: -1,
      'aria-label': `${isOpen ? 'Fold' : 'Unfold'} ${name}`,
      onclick: (event) => {
        event.stopPropagation()
        toggled.set(id, !isOpen)
        draw()
      },
    },
    icon('M6 5l3 3-3 3'),
  )
  if (host().children(id).length === 0) caret.style.visibility = 'hidden'
  return caret
}

const drawings: Readonly<Record<string, string>> = {
  FRAME: 'M5 2.5v11M11 2.5v11M2.5 5h11M2.5 11h11',
  SECTION: 'M2.5 4.5h11v8h-11zM5 4.5v-2h3v2',
  GROUP: 'M3 5V3h2M11 3h2v2M13 11v2h-2M5 13H3v-2',
  ELLIPSE: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z',
  TEXT: 'M4 5V3.5h8V5M8 3.5v9M6.5 12.5h3',
  VECTOR: 'M3 12c1-7 4-9 10-9M3 12m-1 0h2M13 3m-1 0h2',
  COMPONENT: 'M8 2.5l2 2-2 2-2-2zM8 9.5l2 2-2 2-2-2zM2.5 8l2-2 2 2-2 2zM9.5 8l2-2 2 2-2 2z',
  INSTANCE: 'M8 2.5L13.5 8 8 13.5 2.5 8z',
}
