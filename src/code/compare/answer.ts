// What a comparison of before and after asks: pictures of both sides, and the other results of the same source.

import type { SandboxApi } from '../../core/protocol.ts'
import type { Variant } from '../../core/compare/protocol.ts'
import { readJson, readRecord, readString } from '../../core/base/read.ts'
import type { Handlers } from '../../core/wire/rpc.ts'
import { type Subject, readScene, subjectKey } from '../../core/selection/subject.ts'
import { exportAtSide } from '../picture/export-node.ts'
import { type Figma, dataKeys, findNode } from '../base/figma.ts'
import { boxOf, pageOf } from '../selection/levels.ts'

/** The source that a result names. Leniently read, so that results of a later version find their source too. */
function subjectOf(node: SceneNode): Subject {
  const { id, scene } = readRecord(readRecord(readJson(node.getPluginData(dataKeys.recipe))).source)
  return { id: readString(id), scene: readScene(scene) }
}

/** As one reads: row by row, a row as high as `first`; so a result that was nudged stays where it is in the order. */
function inReadingOrder(nodes: readonly SceneNode[], first: SceneNode): readonly SceneNode[] {
  const { y: top, height } = boxOf(first)
  const rowOf = (node: SceneNode): number => Math.round((boxOf(node).y - top) / height)
  return [...nodes].sort((a, b) => rowOf(a) - rowOf(b) || boxOf(a).x - boxOf(b).x)
}

function asVariant(node: SceneNode): Variant {
  return { id: node.id, name: node.name, recipe: node.getPluginData(dataKeys.recipe) }
}

export function answerComparing(figma: Figma): Pick<Handlers<SandboxApi>, 'picture' | 'variantsOf'> {
  return {
    picture: async ({ nodeId, side }) => {
      const node = await findNode(figma, nodeId)
      return node === null ? null : { bytes: await exportAtSide(node, side) }
    },
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
