// A delay beyond 2^31 ms makes a browser's timer fire at once, so the window sets its timers in one place, which caps them.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ui = 'src/ui'

it('only one file of the window sets timers', () => {
  const files = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const setting = files.filter((name) => /\bsetTimeout\b|\bAbortSignal\.timeout\b/.test(readFileSync(join(ui, name), 'utf8')))
  expect(setting).toEqual([join('base', 'timer.ts')])
})
