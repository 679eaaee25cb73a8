// Checks whether the source of a selected result still looks as it did when the picture was made.

import { type ReadonlySignal, signal } from '@preact/signals'
import type { InTurn } from '../../core/base/in-turn.ts'
import type { ControlImageApi } from '../../core/control-image/protocol.ts'
import { findModel, models } from '../../core/model/models.ts'
import { fingerprintOf } from '../../core/picture/fingerprint.ts'
import { type Recipe, subjectOf } from '../../core/recipe/recipe.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { makeLatest } from '../base/latest.ts'
import type { SelectedResult } from '../recipe/selected-result.ts'
import type { Time } from '../base/time.ts'

export type SourceNow = 'unknown' | 'same' | 'changed' | 'gone'

/** The check exports the source, so it only runs when a result stays selected this long. */
const restMs = 600

export type SourceCheckPorts = {
  readonly figma: Pick<RemoteApi<ControlImageApi>, 'exportSource'>
  readonly time: Pick<Time, 'delay'>
  /** Exports freeze the editor, so the whole window runs one at a time. */
  readonly exportLock: InTurn
  readonly selectedResult: ReadonlySignal<SelectedResult | null>
}

export type SourceCheck = {
  readonly sourceNow: ReadonlySignal<SourceNow>
  /** Whether the source of the selected result is in the file. Resolves after its check, whatever is selected meanwhile. */
  hasSource(): Promise<boolean>
  /** Called when the selection has changed. */
  selected(): void
}

type Exporting = Pick<SourceCheckPorts, 'figma' | 'exportLock'>

/** @throws the sandbox's failure when the source cannot be exported */
async function compareSource({ figma, exportLock }: Exporting, recipe: Recipe): Promise<SourceNow> {
  const { fingerprint, name } = recipe.source
  const model = findModel(recipe.modelId)
  const { rules } = model ?? models[0]
  const exported = await exportLock(() => figma.exportSource({ subject: subjectOf(recipe), live: recipe.live, rules, known: null }))
  if (fingerprint !== '' && fingerprintOf(exported.pieces.map(({ png }) => png)) === fingerprint) return 'same'
  // In another file the same id may belong to an unrelated layer.
  if (exported.source.name !== name) return 'gone'
  const { sent } = exported.plan
  // A picture that was sent smaller on request cannot be compared with one of the usual size.
  const isSmaller = recipe.sent.width * recipe.sent.height < 0.75 * sent.width * sent.height
  // Nor can the size at which an unknown model sent the source be determined, nor what a depth map was drawn from.
  return fingerprint === '' || isSmaller || model === null || (model.depthFrom?.(recipe.values) ?? 'depth') !== 'depth'
    ? 'unknown'
    : 'changed'
}

export function makeSourceCheck({ figma, time, exportLock, selectedResult }: SourceCheckPorts): SourceCheck {
  const sourceNow = signal<SourceNow>('unknown')
  const latest = makeLatest()
  /** Null when another selection came before the check had begun. */
  let checked: Promise<SourceNow | null> = Promise.resolve('unknown')

  const check = (recipe: Recipe): Promise<SourceNow> => compareSource({ figma, exportLock }, recipe).catch(() => 'gone')

  return {
    sourceNow,
    hasSource: async () => {
      const now = selectedResult.peek()
      const found = await checked
      if (found !== null) return found !== 'gone'
      return now?.kind === 'known' && (await check(now.recipe)) !== 'gone'
    },
    selected: () => {
      const stop = latest.next()
      sourceNow.value = 'unknown'
      const now = selectedResult.peek()
      if (now?.kind !== 'known') return
      checked = time.delay(restMs, stop).then(
        () => check(now.recipe),
        () => null,
      )
      void checked.then((found) => {
        if (found !== null && !stop.aborted) sourceNow.value = found
      })
    },
  }
}
