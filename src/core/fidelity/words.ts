// Texts about the figures.

import type { Figures } from './figures.ts'

/** At least this share of the lines must be measurable for a figure to be shown. */
const leastSeen = 0.3

export function isTooDark({ unseen }: Pick<Figures, 'unseen'>): boolean {
  return 1 - unseen < leastSeen
}

export function keptPercent({ kept }: Pick<Figures, 'kept'>): number {
  return Math.round(kept * 100)
}

/** "93 % of lines kept", or why no figure is shown. */
export function keptText(figures: Pick<Figures, 'kept' | 'unseen'>): string {
  return isTooDark(figures) ? 'Too dark to tell what was kept' : `${keptPercent(figures)} % of lines kept`
}

function px(value: number): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
  return `${rounded} px`
}

/** "framed 4 px to the left and 1 % larger"; empty where nothing moved by half a pixel. */
export function framedText({ whole: { dx, dy, scale, turn }, movedBy }: Pick<Figures, 'whole' | 'movedBy'>): string {
  if (movedBy < 0.5) return ''
  const degrees = (Math.abs(turn) * 180) / Math.PI
  const grown = (scale - 1) * 100
  const parts = [
    ...(Math.abs(dx) >= 0.5 ? [`${px(Math.abs(dx))} to the ${dx < 0 ? 'left' : 'right'}`] : []),
    ...(Math.abs(dy) >= 0.5 ? [`${px(Math.abs(dy))} ${dy < 0 ? 'higher' : 'lower'}`] : []),
    ...(Math.abs(grown) >= 0.1 ? [`${Math.abs(grown).toFixed(1)} % ${grown > 0 ? 'larger' : 'smaller'}`] : []),
    ...(degrees >= 0.05 ? [`turned by ${degrees.toFixed(1)}°`] : []),
  ]
  return parts.length === 0 ? '' : `framed ${parts.join(', ')}`
}

/** What stands out at the worst place; empty where nothing does. */
export function worstText({ worst, added, kept }: Pick<Figures, 'worst' | 'added' | 'kept'>): string {
  if (worst.score < 1) return ''
  return added > 1 - kept ? 'Something new is drawn here.' : 'A line is missing here.'
}
