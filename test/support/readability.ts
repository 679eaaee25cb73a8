// Readability over the real sandbox: measured and fixed as the window does it, and the canvas that results.

import { signal } from '@preact/signals'
import type { Host } from '../../playground/host/types.ts'
import type { Rgba } from '../../src/core/readability/contrast.ts'
import type { Job } from '../../src/core/job/job.ts'
import type { LaidScrim } from '../../src/core/readability/scrim-placement.ts'
import { makeReadability } from '../../src/ui/readability/part.ts'
import { type InspectedTexts, makeInspectTexts } from '../../src/ui/readability/inspect-texts.ts'
import { makeReadabilityTools } from '../../src/ui/readability/worker.ts'
import type { Lively } from './lively.ts'
import { white } from './texts-on-pictures.ts'
import { pixelsOf } from './pixels.ts'

const tools = makeReadabilityTools({ decode: pixelsOf })

function exportLock<T>(work: () => Promise<T>): Promise<T> {
  return work()
}

/** With `scrims` in place of the existing ones, if given. */
export async function inspect({ figma, result }: Lively, scrims?: readonly LaidScrim[]): Promise<InspectedTexts> {
  const texts = makeInspectTexts({ figma, tools, exportLock })
  const inspected = await (scrims === undefined ? texts.inspect(result) : texts.inspectWith(result, scrims))
  if (inspected === null) throw new Error('the result is gone')
  return inspected
}

/** The contrast of each text, by its words. */
export async function contrasts(scene: Lively): Promise<Record<string, number | null | undefined>> {
  const { texts, readings: all } = await inspect(scene)
  return Object.fromEntries(texts.map(({ id, words }) => [words, all.get(id)?.contrast]))
}

/** Records announcements, and waits for one that matches: the last one, or the next one that does. */
function openAnnouncements() {
  const said: string[] = []
  const waiting = new Set<() => void>()
  return {
    said,
    announce: (text: string): void => {
      said.push(text)
      for (const look of waiting) look()
    },
    until: (words: RegExp): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (said.length === 0 || !words.test(said.at(-1) ?? '')) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}

export function readabilityOf({ figma }: Lively) {
  const { said, announce, until } = openAnnouncements()
  const readability = makeReadability({
    figma,
    tools,
    exportLock,
    time: { now: () => 0, delay: () => Promise.resolve() },
    jobs: signal<readonly Job[]>([]),
    madeOf: () => null,
    selection: signal({ kind: 'none' as const }),
    announce,
  })
  return { readability, said, until }
}

/** Measures the texts and adds scrims. */
export async function mended(scene: Lively, words = /./): Promise<ReturnType<typeof readabilityOf>> {
  const made = readabilityOf(scene)
  made.readability.measure(scene.result)
  await made.until(/./)
  made.readability.layScrims(scene.result)
  await made.until(/^$/)
  await made.until(words)
  return made
}

export function scrimsIn({ host, result }: Lively): readonly Record<string, unknown>[] {
  return host
    .children(result)
    .map((id) => host.describe(id) ?? {})
    .filter(({ name }) => name === 'Scrim')
}

export function setOpacity(host: Host, id: unknown, opacity: number): Promise<unknown> {
  return host.author(`async (figma) => { (await figma.getNodeByIdAsync('${String(id)}')).opacity = ${opacity}; return 1 }`)
}

function rgb({ r, g, b }: Rgba): string {
  return `[${r}, ${g}, ${b}]`
}

export function bytesOf({ r, g, b }: Rgba): readonly number[] {
  return [r, g, b].map((value) => Math.round(value * 255))
}

/** A line of an author script that adds a text. */
export function say(words: string, color: Rgba, x = 40, y = 30, size = 20): string {
  return `await text('${words}', ${x}, ${y}, ${size}, ${rgb(color)})`
}

/** A picture that is black on the left and white on the right. */
export function halves(x: number): readonly number[] {
  return x < 0.5 ? [0, 0, 0] : [255, 255, 255]
}

export const across = say('Half in the dark, half in the light', white, 60, 130)
