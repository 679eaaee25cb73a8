// What the big button and what stands around it say.

import { quantity } from '../../core/base/text.ts'

export const orderWords = {
  keys: 'Ctrl+Enter',
  macKeys: '⌘↵',
  atRisk: 'Figma cannot save here. Keep this window open until pictures are done: one still in the making is lost if this window closes.',
  series: 'Series: day, year, weather',
  seriesGroup: 'Series',
  seriesOf: (pictures: number, frames: number): string => `${pictures} pictures${frames > 1 ? ' each' : ''}`,
  question: (count: number): string => `Make ${quantity(count, 'picture')}?`,
  make: (count: number): string => `Make ${quantity(count, 'picture')}`,
  paidAt: (what: string, host: string): string => `${what}. Each picture is paid from your account at ${host}.`,
} as const
