// The icons, drawn on a grid of 16 px. They are hidden from screen readers, as the surrounding control has the name.

const paths = {
  gear: 'M8 3.7a4.3 4.3 0 1 0 0 8.6a4.3 4.3 0 0 0 0-8.6ZM8 6.4a1.6 1.6 0 1 0 0 3.2a1.6 1.6 0 0 0 0-3.2ZM8 3.7V2M8 14v-1.7M3.7 8H2M14 8h-1.7M5 5 3.8 3.8M11 11l1.2 1.2M11 5l1.2-1.2M5 11l-1.2 1.2',
  bookmark: 'M4.5 2.8h7v10.4L8 10.6l-3.5 2.6Z',
  more: 'M3.5 8v.01M8 8v.01M12.5 8v.01',
  close: 'm4 4 8 8M12 4l-8 8',
  plus: 'M8 4v8M4 8h8',
  minus: 'M4 8h8',
  chevron: 'm6.5 5 3 3-3 3',
  dice: 'M4.5 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM5.7 5.8v-.01M10.3 5.8v-.01M8 8v-.01M5.7 10.3v-.01M10.3 10.3v-.01',
  expand: 'M9.5 3H13v3.5M6.5 13H3V9.5M13 3 9 7M3 13l4-4',
  shrink: 'M12.5 7H9V3.5M3.5 9H7v3.5M9 7l4-4M7 9l-4 4',
  results: 'M3 3h4v4H3ZM9 3h4v4H9ZM3 9h4v4H3ZM9 9h4v4H9Z',
  star: 'm8 2.3 1.7 3.6 3.9.5-2.8 2.7.7 3.9L8 11.1 4.5 13l.7-3.9-2.8-2.7 3.9-.5Z',
  words: 'M3 4h10M3 8h10M3 12h6',
  copy: 'M6 6h7v7H6ZM10 3.5V3H3v7h.5',
  layers: 'm8 3 5.5 3L8 9 2.5 6ZM2.5 9.5 8 12.5l5.5-3',
  compare: 'M3 3.5h10v9H3ZM8 2v12',
  warning: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.01',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
