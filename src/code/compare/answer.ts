// Finds what a result is compared with: the other results of the same source.

import type { CompareApi, Variant } from '../../core/compare/protocol.ts'
import { readJson, readRecord, readString } from '../../core/base/read.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Subject, readScene, subjectKey } from '../../core/selection/subject.ts'
import { type Figma, dataKeys, findNode } from '../base/figma.ts'
import { boxOf, pageOf } from '../selection/levels.ts'

type CompareContext = { readonly figma: Figma }

/** The source that a result names. Of a recipe of a later version just this is read, so that its results find their source too. */
function subjectOf(node: SceneNode): Subject {
  const { id, scene } = readRecord(readRecord(readJson(node.getPluginData(dataKeys.recipe))).source)
  return { id: readString(id), scene: readScene(scene) }
}

/** Row by row and from left to right. A row is as high as `first`, so that a result moved by a few pixels keeps its rank. */
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
