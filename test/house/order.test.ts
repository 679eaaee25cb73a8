// The order of the house: imports between features go down the list, files do not import each other in a circle, and nothing imports a
// composition root. Each rule is also tested with a planted violation, because a test that checks nothing passes as well.

import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { compositionRoots, features } from './features.ts'
import { type Graph, circlesIn, readGraph } from './graph.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const worlds = ['core', 'code', 'ui']
const isMain = (file: string): boolean => /(^|\/)(main\.tsx?|ui\/worker-main\.ts)$/.test(file)
const isRoot = (file: string): boolean => compositionRoots.some((one) => one === file)

let graph: Graph = new Map()
beforeAll(async () => {
  graph = await readGraph(root, ['src', 'relay', 'playground'])
})

/** The feature of a file in one of the worlds; null for a file outside the features' folders. */
function featureOf(file: string): string | null {
  const [src, world = '', feature = '', ...rest] = file.split('/')
  return src === 'src' && worlds.includes(world) && rest.length > 0 ? feature : null
}

function rank(feature: string): number {
  return features.findIndex((one) => one === feature)
}

const lines = (found: Iterable<readonly [string, string]>): readonly string[] => [...found].map(([from, to]) => `${from} → ${to}`)

function* arrows(of: Graph): Generator<readonly [string, string]> {
  for (const [from, targets] of of) for (const to of targets) yield [from, to]
}

/** Imports from a feature to one that comes after it in the list. */
function upward(of: Graph): readonly string[] {
  return lines(
    [...arrows(of)].filter(([from, to]) => {
      const [here, there] = [featureOf(from), featureOf(to)]
      return here !== null && there !== null && rank(there) > rank(here)
    }),
  )
}

/** Imports of a composition root by anything but a main file or another root. */
function leaning(of: Graph): readonly string[] {
  return lines([...arrows(of)].filter(([from, to]) => isRoot(to) && !isMain(from) && !isRoot(from)))
}

const planted = (from: string, to: string): Graph => new Map([...graph, [from, [...(graph.get(from) ?? []), to]]])

describe('the rooms', () => {
  it('are those of the list, in every world', () => {
    const unknown = [...graph.keys()].filter((file) => {
      const feature = featureOf(file)
      return feature !== null && rank(feature) < 0
    })
    expect(unknown).toEqual([])
  })

  it('hold everything but composition roots and main files', () => {
    const loose = [...graph.keys()].filter((file) => file.startsWith('src/') && featureOf(file) === null && !isRoot(file) && !isMain(file))
    expect(loose).toEqual([])
  })

  it('are there for every composition root', () => {
    expect(compositionRoots.filter((file) => !graph.has(file))).toEqual([])
  })
})

describe('the arrows', () => {
  it('run down the list of features', () => {
    expect(upward(graph)).toEqual([])
  })

  it('are told by both files where one runs up', () => {
    expect(upward(planted('src/core/picture/registration.ts', 'src/core/job/job.ts'))).toEqual([
      'src/core/picture/registration.ts → src/core/job/job.ts',
    ])
  })

  it('form no circle of files', () => {
    expect(circlesIn(graph).map((circle) => circle.join(' → '))).toEqual([])
  })

  it('are told by every file of a circle, within one feature too', () => {
    const inRelay = planted('relay/config.ts', 'relay/main.ts')
    const [circle] = circlesIn(inRelay)
    expect(circle).toContain('relay/config.ts')
    expect(circle).toContain('relay/main.ts')
  })

  it('lead to no composition root', () => {
    expect(leaning(graph)).toEqual([])
  })

  it('are told by both files where one leads to a composition root', () => {
    expect(leaning(planted('src/code/job/fill.ts', 'src/code/sandbox.ts'))).toEqual(['src/code/job/fill.ts → src/code/sandbox.ts'])
  })
})
