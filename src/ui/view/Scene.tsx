// One drawing per purpose, coloured by a look: every swatch, and the empty source card.

import type { Purpose, Swatch } from '../../core/style.ts'

type Colors = { readonly colors: Swatch }

const Building = ({ colors }: Colors) => (
  <>
    <ellipse cx="86" cy="43" rx="12" ry="12" fill={colors.ground} />
    <ellipse cx="6" cy="45" rx="10" ry="9" fill={colors.ground} />
    <path d="M0 47h96v17H0Z" fill={colors.ground} />
    <path d="M18 50h66l8 5H28Z" opacity=".18" />
    <path d="M16 24 38 17v34l-22-1Z" fill={colors.front} />
    <path d="m38 17 42 8v24l-42 2Z" fill={colors.side} />
    <path d="m20 28 4-1v22h-4Zm23-1 30 4v9l-30-1Z" fill={colors.accent} />
    <path d="m28 32 5-1v19.5h-5Z" fill={colors.edge} opacity=".7" />
    <path d="m11 24.5 27-9 47 9.5" fill="none" stroke={colors.edge} stroke-width="2.4" />
  </>
)

const Product = ({ colors }: Colors) => (
  <>
    <path d="M0 43h96v21H0Z" fill={colors.ground} />
    <ellipse cx="54" cy="54" rx="28" ry="3.5" opacity=".16" />
    <path d="M22 40h16v14H22Z" fill={colors.front} />
    <path d="M31 40h7v14h-7Z" fill={colors.side} />
    <path d="M21 36.5h18V41H21Z" fill={colors.accent} />
    <path d="M54 17v2q0 3-4 5t-4 7v21q0 2 2 2h12V17Z" fill={colors.front} />
    <path d="M60 17h2v2q0 3 4 5t4 7v21q0 2-2 2h-8Z" fill={colors.side} />
    <path d="M53 8h10v9H53Z" fill={colors.edge} />
    <path d="M46 34h24v10H46Z" fill={colors.accent} />
    <path d="M60 34h10v10H60Z" opacity=".1" />
  </>
)

const Interface = ({ colors }: Colors) => (
  <>
    <rect x="17" y="11" width="64" height="50" rx="4" opacity=".14" />
    <rect x="16" y="9" width="64" height="50" rx="4" fill={colors.ground} />
    <path d="M16 17v-4q0-4 4-4h56q4 0 4 4v4Z" fill={colors.edge} />
    <rect x="21" y="22" width="26" height="31" rx="2" fill={colors.side} />
    <path d="M52 24h22v4H52Zm0 8h23v2.5H52Zm0 5h17v2.5H52Z" fill={colors.front} />
    <rect x="52" y="45" width="16" height="8" rx="2" fill={colors.accent} />
  </>
)

const drawings = { building: Building, product: Product, interface: Interface }

export const Scene = ({ purpose, colors }: { readonly purpose: Purpose } & Colors) => {
  const Drawing = drawings[purpose]
  return (
    <svg class="scene" viewBox="0 0 96 64" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <path d="M0 0h96v64H0Z" fill={colors.sky} />
      <Drawing colors={colors} />
    </svg>
  )
}
