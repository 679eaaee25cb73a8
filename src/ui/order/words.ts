// Texts of the Restyle button and around it.

import { quantity } from '../../core/base/text.ts'
import type { Until } from '../../core/recipe/until.ts'

export const orderWords = {
  keys: 'Ctrl+Enter',
  macKeys: '⌘↵',
  atRisk: 'Figma cannot save here: a picture still in the making is lost if this window closes.',
  plain: (names: readonly string[]): string => {
    const [only, ...more] = names
    const what = more.length === 0 ? `${only ?? ''} draws` : `${names.join(' and ')} draw`
    return `${what} as one plain colour, so the model has nothing to go by. Press again to send it all the same.`
  },
  looking: 'Looking at what is sent…',
  settings: 'The settings of a picture are on their way.',
  tooLong: 'The prompt is too long to be kept with its picture: shorten it.',
  series: 'Series: day, year, weather',
  seriesGroup: 'Series',
  seriesOf: (pictures: number, frames: number): string => `${pictures} pictures${frames > 1 ? ' each' : ''}`,
  /** `times`: what the series is multiplied by. */
  seriesIs: (series: string, times: string): string => (times === '' ? series : `${times} × ${series}`),
  test: 'Restyle a test picture',
  testOf: 'A cube, not from your file',
  newSeed: 'Restyle with a new seed',
  thisPicture: 'Restyle this picture',
  moreLike: (style: string): string => `More like ${style}`,
  next: (parts: string, label: string): string => `${parts}: press “${label}”.`,
  addKey: (key: string): string => `Add your ${key}.`,
  /** The calculation with the price. */
  sum: (parts: string, price: string): string => {
    const said = [parts, price].filter((text) => text !== '').join(', ')
    return said.slice(0, 1).toUpperCase() + said.slice(1)
  },
  /** For pictures that are repeated until one keeps enough lines. */
  until: (parts: string, { percent, most }: Until, count: number): string =>
    `${parts === '' ? '' : `${parts}, each `}until ${percent} % of lines are kept${count > 1 ? `, up to ${most} pictures each` : ''}`,
  price: (price: string, isAtMost: boolean): string => (isAtMost ? price.replace(/^about/, 'at most about') : price),
  asChosen: 'Back to what is chosen above',
  letGo: 'Selection changed: Restyle makes what is chosen above.',
  gaveWay: 'Restyle makes what is chosen above.',
  make: (count: number, isAtMost?: boolean): string => `Make ${isAtMost ? 'up to ' : ''}${quantity(count, 'picture')}`,
  paidAt: (what: string, price: string, host: string): string =>
    price === '' ? `${what}. Each picture is paid from your account at ${host}.` : `${what}: ${price}, paid from your account at ${host}.`,
} as const
