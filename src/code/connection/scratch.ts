// Runs the steps of the self-test on a scratch frame far from everything, and removes it all afterwards (DESIGN §12). Nothing is committed in
// between, so that no undo step is left.

import { isRecord } from '../../core/base/read.ts'
import { messageOf } from '../../core/base/text.ts'
import type { Reading, ScratchStep } from '../../core/connection/scratch.ts'
import { type Figma, attempt } from '../base/figma.ts'
import type { Offscreen } from '../live/offscreen.ts'

/** Distance in px beyond everything that lies on the page. */
const away = 10_000

function isNode(value: unknown): value is SceneNode {
  return typeof value === 'object' && value !== null && 'removed' in value
}

function plain(value: unknown): unknown {
  if (isNode(value) || typeof value === 'symbol' || typeof value === 'function') return null
  return value
}

function fillIn(things: ReadonlyMap<string, unknown>, given: unknown): unknown {
  if (typeof given === 'string') return given.startsWith('$') ? things.get(given.slice(1)) : given
  if (Array.isArray(given)) return given.map((one) => fillIn(things, one))
  if (!isRecord(given)) return given
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, fillIn(things, one)]))
}

async function carryOut(things: Map<string, unknown>, { on, act, with: given = [] }: ScratchStep): Promise<unknown> {
  const target = things.get(on)
  if (typeof target !== 'object' || target === null) throw new Error(`no ${on}`)
  const args = given.map((one) => fillIn(things, one))
  const name = act.replace(/^[=.]/, '')
  if (act.startsWith('=')) return Reflect.set(target, name, args[0])
  const member: unknown = Reflect.get(target, name)
  if (act.startsWith('.')) return Array.isArray(member) && args.length > 0 ? (member as unknown[])[Number(args[0])] : member
  if (typeof member !== 'function') throw new Error(`no ${act}`)
  return await (Reflect.apply(member, target, args) as unknown)
}

export function runScratch(figma: Figma, offscreen: Offscreen, steps: readonly ScratchStep[]): Promise<readonly Reading[]> {
  return offscreen.use(async (moveOffscreen, home) => {
    home.x = Math.max(0, ...figma.currentPage.children.map(({ x, width }) => x + width)) + away
    home.clipsContent = false
    const things = new Map<string, unknown>([['figma', figma]])
    const readings: Reading[] = []
    for (const step of steps) {
      const { value, error } = await carryOut(things, step).then(
        (given) => ({ value: given, error: null }),
        (thrown: unknown) => ({ value: null, error: messageOf(thrown) }),
      )
      // A new node is created on the page, so it is moved to the others in the scratch frame.
      if (isNode(value) && value.parent?.type === 'PAGE') attempt(() => moveOffscreen(value))
      if (step.as === undefined) continue
      things.set(step.as, value)
      readings.push({ as: step.as, value: plain(value), error })
    }
    return readings
  })
}
