// Finds the other results of the same source, to compare a result with.

import type { CompareApi, Variant } from '../../core/compare/protocol.ts'
import { readJson, readRecord, readString } from '../../core/base/read.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Subject, readScene, subjectKey } from '../../core/selection/subject.ts'
import { type Figma, dataKeys, findNode } from '../base/figma.ts'
import { boxOf, pageOf } from '../selection/levels.ts'

type CompareContext = { readonly figma: Figma }

/** The source named in a result's recipe. Reads nothing else of the recipe, so that it also works for results of a later version. */
function subjectOf(node: SceneNode): Subject {
  const { id, scene } = readRecord(readRecord(readJson(node.getPluginData(dataKeys.recipe))).source)
  return { id: readString(id), scene: readScene(scene) }
}

/** Sorts nodes row by row, left to right. Rows have the height of `first`, so that a result moved by a few pixels keeps its rank. */
function inReadingOrder(nodes: readonly SceneNode[], first: SceneNode): readonly SceneNode[] {
  const { y: top, height } = boxOf(first)
  const rowOf = (node: SceneNode): number => Math.round((boxOf(node).y - top) / height)
  return [...nodes].sort((a, b) => rowOf(a) - rowOf(b) || boxOf(a).x - boxOf(b).x)
}

function asVariant(node: SceneNode): Variant {
  return { id: node.id, name: node.name, recipe: node.getPluginData(dataKeys.recipe) }
}

export function answerCompare({ figma }: CompareContext): Handlers<CompareApi> {
  return {
    variantsOf: async (nodeId) => {
      const result = await findNode(figma, nodeId)
      const page = result === null ? null : pageOf(result)
      if (result === null || page === null) return null
      const subject = subjectOf(result)
      await page.loadAsync()
      const made = page.findAllWithCriteria({ pluginData: { keys: [dataKeys.recipe] } })
      const isSame = (node: SceneNode): boolean => subject.id !== '' && subjectKey(subjectOf(node)) === subjectKey(subject)
      const same = made.filter((node) => node.id === result.id || isSame(node))
      return { subject, variants: inReadingOrder(same, result).map(asVariant) }
    },
  }
}
