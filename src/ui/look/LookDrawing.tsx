// One drawing per purpose, coloured by a look. Used for all swatches and for the empty source card.

import type { Purpose, Swatch } from '../../core/look/look.ts'

/** Filled shapes from back to front, on 96 × 64. `shade` darkens what is below it. */
const drawings: Record<Purpose, readonly (readonly [keyof Swatch | 'shade', string])[]> = {
  building: [
    ['ground', 'M0 64V38q9-6 16 3v6h60q1-16 11-16 6 0 9 5v28Z'],
    ['shade', 'M18 50h66l8 5H28Z'],
    ['front', 'M16 24 38 17v34l-22-1Z'],
    ['side', 'm38 17 42 8v24l-42 2Z'],
    ['accent', 'm20 28 4-1v22h-4Zm23-1 30 4v9l-30-1Z'],
    ['shade', 'm28 32 5-1v19.5h-5Z'],
    ['edge', 'M11 23.5 38 14l47 9.5v2.5L38 17 11 26Z'],
  ],
  product: [
    ['ground', 'M0 43h96v21H0Z'],
    ['shade', 'M20 53h70l-14 4H24Z'],
    ['front', 'M22 40h16v14H22Zm32-23v2q0 3-4 5t-4 7v21q0 2 2 2h12V17Z'],
    ['side', 'M31 40h7v14h-7Zm29-23h2v2q0 3 4 5t4 7v21q0 2-2 2h-8Z'],
    ['accent', 'M21 36.5h18V41H21Zm25-2.5h24v10H46Z'],
    ['edge', 'M53 8h10v9H53Z'],
    ['shade', 'M60 34h10v10H60Z'],
  ],
  interface: [
    ['shade', 'M18 13h65v44q0 4-4 4H18Z'],
    ['ground', 'M16 13q0-4 4-4h56q4 0 4 4v42q0 4-4 4H20q-4 0-4-4Z'],
    ['edge', 'M16 17v-4q0-4 4-4h56q4 0 4 4v4Z'],
    ['side', 'M21 22h26v31H21Z'],
    ['front', 'M52 24h22v4H52Zm0 8h23v2.5H52Zm0 5h17v2.5H52Z'],
    ['accent', 'M52 45h16v8H52Z'],
  ],
}

/** Filled shapes from back to front, on 96 × 64. */
export function shapesOf(purpose: Purpose): readonly (readonly [keyof Swatch | 'shade', string])[] {
  return drawings[purpose]
}

export function LookDrawing({ purpose, colors }: { readonly purpose: Purpose; readonly colors: Swatch }) {
  return (
    <svg class="scene" viewBox="0 0 96 64" style={{ background: colors.sky }} aria-hidden="true">
      {drawings[purpose].map(([color, path]) => (
        <path key={path} d={path} fill={color === 'shade' ? '#0003' : colors[color]} />
      ))}
    </svg>
  )
}
