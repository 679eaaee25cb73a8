// Pictures for preset tiles: the newest result on the page made with each preset. They are looked up when the window is idle.

import { type ReadonlySignal, effect, signal } from '@preact/signals'
import type { Job } from '../../core/job/job.ts'
import type { Preset } from '../../core/presets/presets.ts'
import { type Result, groupResults, readResult } from '../../core/results/results.ts'
import type { ResultsApi } from '../../core/results/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { Time } from '../base/time.ts'
import { type ThumbnailPorts, makeThumbnails } from '../results/thumbnails.ts'

/** Delay after the window has opened or a picture has arrived, so that more urgent work comes first. */
const restMs = 1500

export type SwatchPorts = ThumbnailPorts & {
  readonly figma: Pick<RemoteApi<ResultsApi>, 'results'>
  readonly time: Pick<Time, 'delay'>
  readonly jobs: ReadonlySignal<readonly Job[]>
}

export type Swatches = {
  /** Object URL of a picture made with the preset; null when none is known. */
  swatchOf(preset: Preset): string | null
  /** Call when tiles become visible; the returned function ends the watch. */
  watch(): () => void
}

/** Compares the recipe's text, as parsing hundreds of results for a few matches would be wasteful. */
function isMadeWith(recipe: string, preset: Preset): boolean {
  const keys = ['purpose', 'look', 'light', 'words'] as const
  return keys.every((key) => recipe.includes(`"${key}":${JSON.stringify(preset[key])}`)) && !recipe.includes('"reference":{')
}

export function makeSwatches(ports: SwatchPorts, presets: ReadonlySignal<readonly Preset[]>): Swatches {
  const thumbnails = makeThumbnails(ports)
  /** Newest first. */
  const made = signal<readonly Result[]>([])
  const latest = makeLatest()

  const newestOf = (preset: Preset): string | undefined => made.value.find(({ recipe }) => isMadeWith(recipe, preset))?.nodeId

  const look = async (): Promise<void> => {
    await ports.time.delay(restMs, latest.next())
    const { results } = await ports.figma.results()
    const found = results.filter(({ recipe }) => presets.peek().some((preset) => isMadeWith(recipe, preset)))
    made.value = groupResults(found.map(readResult)).flatMap((group) => group.results)
  }

  return {
    swatchOf: (preset) => {
      const nodeId = newestOf(preset)
      const picture = nodeId === undefined ? null : thumbnails.of(nodeId).value
      return picture?.state === 'ready' ? picture.url : null
    },
    watch: () => {
      let known = ''
      const stops = [
        effect(() => {
          const done = ports.jobs.value.filter(({ phase }) => phase === 'done').length
          const now = done + JSON.stringify(presets.value)
          // Aborted by a newer lookup or a closed window.
          if (now !== known) look().catch(() => {})
          known = now
        }),
        effect(() => thumbnails.setInView(presets.value.flatMap((preset) => newestOf(preset) ?? []))),
      ]
      return () => {
        latest.stop()
        for (const stop of stops) stop()
      }
    },
  }
}
