// Labelled pairs: a source, a result, and what is wrong with the result.

import type { Picture } from '../../../src/core/fidelity/picture.ts'
import { chanceOf } from './chance.ts'
import { defects } from './defects.ts'
import { looks, sources } from './looks.ts'
import { nuisances } from './nuisances.ts'
import { paint } from './paint.ts'
import { type Family, families, sceneOf } from './scenes.ts'
import type { Bounds } from './shapes.ts'

export type Label = {
  readonly family: Family
  readonly seed: number
  readonly look: string
  readonly nuisance: string
  /** The defect, if any. */
  readonly defect?: string
}
export type Pair = Label & { readonly source: Picture; readonly result: Picture; readonly box?: Bounds }

function manner(family: Family, seed: number): keyof typeof sources {
  if (family === 'sketch') return 'drawn'
  if (family === 'screen') return 'flat'
  return (['clay', 'flat', 'photo'] as const)[seed % 3] ?? 'clay'
}

/** For every scene and defect, one flawed pair and one that keeps everything, with the same look and a random nuisance each. */
export function labels(seeds: readonly number[]): readonly Label[] {
  const all: Label[] = []
  for (const family of families)
    for (const seed of seeds)
      Object.keys(defects).forEach((defect, i) => {
        const chance = chanceOf(seed, `${family} ${defect}`)
        const names = Object.keys(looks)
        const look = names[(i + seed * 3 + families.indexOf(family) * 7) % names.length] ?? 'masonry'
        const nuisance = (): string => Object.keys(nuisances)[chance.whole(0, Object.keys(nuisances).length - 1)] ?? 'none'
        all.push({ family, seed, look, nuisance: nuisance(), defect }, { family, seed: seed, look, nuisance: nuisance() })
      })
  return all
}

let last: { readonly name: string; readonly picture: Picture } | undefined

export async function pairOf(label: Label): Promise<Pair | undefined> {
  const { family, seed, look, nuisance, defect } = label
  const flawed = defect === undefined ? { scene: sceneOf(family, seed) } : defects[defect]?.(family, seed)
  if (flawed === undefined) return undefined
  const name = `${family} ${seed}`
  if (last?.name !== name) last = { name, picture: await paint(sceneOf(family, seed), sources[manner(family, seed)](seed)) }
  const source = last.picture
  const chance = chanceOf(seed, `${look} ${nuisance} ${defect ?? ''}`)
  const style = looks[look]?.(chance.whole(1, 1e6))
  if (style === undefined) return undefined
  const painted = await paint(flawed.scene, style)
  const result = (await nuisances[nuisance]?.(painted, chance.whole(1, 1e6))) ?? painted
  return { ...label, source, result, ...(flawed.box === undefined ? {} : { box: flawed.box }) }
}
