// Measures how much of its source's lines each picture of this window kept, while it is filled in. The recipe stores the result for
// everybody.

import { type ReadonlySignal, effect, signal, untracked } from '@preact/signals'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import { type Figures, figuresOf } from '../../core/fidelity/figures.ts'
import type { FidelityApi, Found } from '../../core/fidelity/protocol.ts'
import { atStop, firmerThan, stopOf } from '../../core/model/dial.ts'
import { findModel } from '../../core/model/models.ts'
import { type Recipe, subjectOf } from '../../core/recipe/recipe.ts'
import { setupOfRecipe } from '../../core/recipe/setup.ts'
import type { ConnectionPart } from '../connection/part.ts'
import type { Arrivals, Coming } from '../job/arrivals.ts'
import type { RecipePart } from '../recipe/part.ts'
import type { SelectionPart } from '../selection/part.ts'
import { type TriedText, type TriesPorts, makeTrying } from './tries.ts'
import type { FidelityTools } from './worker.ts'
import { fidelityWords } from './words.ts'
import { unending } from '../base/latest.ts'

export type FidelityPorts = Pick<TriesPorts, 'orders' | 'jobs'> & {
  readonly figma: RemoteApi<FidelityApi>
  readonly tools: FidelityTools
  readonly arrivals: Pick<Arrivals, 'listen'>
  readonly recipe: Pick<RecipePart, 'applySetup' | 'model' | 'values' | 'chooseStop'>
  readonly selection: Pick<SelectionPart, 'reveal'>
  readonly connection: Pick<ConnectionPart, 'keptLimit'>
  announce(text: string): void
}

/** A picture of this window with its measured figures. */
export type MeasuredPicture = { readonly figures: Figures; readonly recipe: Recipe }

export type FidelityPart = {
  /** By node id of the result. */
  readonly measured: ReadonlySignal<ReadonlyMap<string, MeasuredPicture>>
  /** Text beside pictures that are repeated until one keeps enough, by node id of the result. */
  readonly tried: ReadonlySignal<ReadonlyMap<string, TriedText>>
  /** The limit below which a picture counts as low, in percent of lines kept. */
  readonly lowBelow: ReadonlySignal<number>
  /** Shows the picture as the model returned it, without laying it back. */
  undoLayBack(nodeId: string): void
  /** Called when a picture was edited or undone: its figures are read from its recipe again. */
  edited(nodeId: string): void
  /** Copies the settings of a picture for another press: with a new seed and, for `firmer`, the next firmer stop. */
  again(nodeId: string, change: 'new-seed' | 'firmer'): void
}

export function makeFidelity(ports: FidelityPorts): FidelityPart {
  const { figma, arrivals, recipe: chosen, selection, announce } = ports
  const measured = signal<ReadonlyMap<string, MeasuredPicture>>(new Map())
  const note = (nodeId: string, picture: MeasuredPicture): void => {
    measured.value = new Map([...measured.peek(), [nodeId, picture]])
  }

  const trying = makeTrying(ports)
  const nodeOf = new Map<string, string>()
  // A picture that was put back is another layer, with the same figures.
  effect(() => {
    for (const job of ports.jobs.list.value) {
      const before = job.phase === 'done' ? nodeOf.get(job.key) : undefined
      if (job.phase !== 'done' || before === undefined || before === job.nodeId) continue
      nodeOf.set(job.key, job.nodeId)
      const picture = measured.peek().get(before)
      if (picture !== undefined) untracked(() => note(job.nodeId, picture))
    }
  })

  // One measurement at a time. It never delays a picture, and its failure is not a failure of the picture.
  let turn: Promise<unknown> = Promise.resolve()
  const noted = new Map<string, Promise<unknown>>()
  const measureInTurn = (coming: Coming): Promise<unknown> => {
    const found = turn.then(() => measure(ports, coming)).catch(() => null)
    turn = found
    return found.then((isFound) => figma.noteFidelity({ key: coming.key, found: isFound })).catch(() => {})
  }
  const settle = async (key: string, nodeId: string): Promise<Figures | null> => {
    await noted.get(key)
    noted.delete(key)
    return figma.settleFidelity({ key, nodeId })
  }

  arrivals.listen({
    coming: (coming) => {
      // No source is known for a task of an earlier window with live layers.
      if (coming.source === null) return
      figma.expectFidelity(coming.key).catch(() => {})
      noted.set(coming.key, measureInTurn(coming))
    },
    arrived: (arrival) => {
      const { key, nodeId, recipe } = arrival
      const figures = noted.has(key) ? settle(key, nodeId).catch(() => null) : Promise.resolve(null)
      figures
        .then((found) => {
          if (found !== null) {
            nodeOf.set(key, nodeId)
            note(nodeId, { figures: found, recipe })
          }
          return trying.arrived({ ...arrival, figures: found })
        })
        .catch(() => {})
    },
  })

  return {
    measured,
    tried: trying.told,
    lowBelow: ports.connection.keptLimit,
    undoLayBack: (nodeId) => {
      const picture = measured.peek().get(nodeId)
      const undone = figma.undoLayBack(nodeId).catch(() => null)
      void undone.then((figures) => {
        if (figures === null) announce(fidelityWords.stays)
        else if (picture !== undefined) note(nodeId, { ...picture, figures })
      })
    },
    edited: (nodeId) => {
      const picture = measured.peek().get(nodeId)
      if (picture === undefined) return
      figma.figuresOf(nodeId).then(
        (figures) => figures !== null && note(nodeId, { ...picture, figures }),
        () => {},
      )
    },
    again: (nodeId, change) => {
      const recipe = measured.peek().get(nodeId)?.recipe
      if (recipe === undefined) return
      chosen.applySetup(setupOfRecipe(recipe), { seed: 'drop' })
      const model = findModel(recipe.modelId)
      const stop = model === null ? null : firmerThan(stopOf(model, chosen.values.peek()))
      if (change === 'firmer' && stop === null) return announce(fidelityWords.noFirmer)
      if (change === 'firmer' && stop !== null) chosen.chooseStop(stop)
      selection.reveal(subjectOf(recipe))
      announce(fidelityWords.ready)
    },
  }
}

/** Null when the picture cannot be measured. */
async function measure({ figma, tools }: Pick<FidelityPorts, 'figma' | 'tools'>, coming: Coming): Promise<Found | null> {
  const { recipe, bytes } = coming
  const sent = await coming.source
  if (sent === null) return null
  const { area } = recipe.live
  const outline = area === null ? null : await figma.areaOutline({ sourceId: recipe.source.id, areaId: area.id })
  // Without the area it is unknown which part of the picture shows.
  if (area !== null && outline === null) return null
  const shows = area === null || outline === null ? null : { outline, changes: area.changes }
  const job = { sent, size: recipe.sent, content: recipe.content, back: bytes, shows }
  const { fidelity, size, laidBack } = await tools.measure(job, unending())
  const figures = figuresOf(fidelity, size, coming.box)
  return figures && { figures, laidBack }
}

/** Whether the model of the picture has a firmer stop. */
export function hasFirmer({ recipe }: MeasuredPicture): boolean {
  const model = findModel(recipe.modelId)
  return model !== null && firmerThan(stopOf(model, atStop(model, recipe.values, stopOf(model, recipe.values) ?? 'balanced'))) !== null
}
