// How well the geometry meter tells flawed pairs from pairs that keep their geometry: generated scenes, looks, nuisances and defects.

import { type Fidelity, measureFidelity } from '../../src/core/fidelity/fidelity.ts'
import { type Label, type Pair, labels, pairOf } from './fidelity/pairs.ts'
import { type Figure, median } from './figure.ts'

type Row = Label & { readonly measured: Fidelity; readonly cpu: number; readonly isFound: boolean | undefined }

/** How far the hottest cell may be from the defect, in pixels. */
const tolerance = 32

function isFound({ box, source }: Pair, { heat }: Fidelity): boolean | undefined {
  if (box === undefined) return undefined
  const hottest = heat.cells.reduce((best, value, cell) => (value > (heat.cells[best] ?? 0) ? cell : best), 0)
  const x = (((hottest % heat.columns) + 0.5) * source.width) / heat.columns
  const y = ((Math.floor(hottest / heat.columns) + 0.5) * source.height) / heat.rows
  return x >= box.left - tolerance && x <= box.right + tolerance && y >= box.top - tolerance && y <= box.bottom + tolerance
}

async function rowOf(label: Label): Promise<Row | undefined> {
  const pair = await pairOf(label)
  if (pair === undefined) return undefined
  const before = process.cpuUsage()
  const measured = measureFidelity(pair.source, pair.result)
  const { user, system } = process.cpuUsage(before)
  return { ...label, measured, cpu: (user + system) / 1000, isFound: isFound(pair, measured) }
}

/** The probability that a pair without a defect scores worse than one with a defect under the same look. */
function confusion(flawed: readonly Row[], kept: readonly Row[], alarm: (row: Row) => number): number {
  let [wrong, of] = [0, 0]
  for (const one of flawed)
    for (const other of kept) {
      if (one.look !== other.look) continue
      of++
      wrong += alarm(other) > alarm(one) ? 1 : alarm(other) === alarm(one) ? 0.5 : 0
    }
  return wrong / of
}

const worst = ({ measured }: Row): number => measured.worst.score

const isFramedAnew = ({ defect }: Row): boolean => /shifted|scaled|turned/.test(defect ?? '')

/** Whether the picture would be laid back; false if the fit is not certain. */
function isMoved({ measured: { whole } }: Row): boolean {
  return whole.dx !== 0 || whole.dy !== 0 || whole.scale !== 1 || whole.turn !== 0
}

const share = (rows: readonly Row[], is: (row: Row) => boolean): number => rows.filter(is).length / rows.length

function figuresOf(rows: readonly Row[]): readonly Figure[] {
  const kept = rows.filter(({ defect }) => defect === undefined)
  const flawed = rows.filter(({ defect }) => defect !== undefined)
  const local = flawed.filter((row) => row.isFound !== undefined)
  const figure = (name: string, measured: number, limit: number, from: string): Figure => ({ name, measured, limit, unit: 'share', from })
  const named = [...new Set(flawed.map(({ defect }) => defect ?? ''))].map((name) => {
    const some = flawed.filter(({ defect }) => defect === name)
    return figure(
      `taken for kept: ${name}`,
      confusion(some, kept, worst),
      name.includes('1 px') || name === 'added' ? 0.15 : 0.1,
      `${some.length} pairs`,
    )
  })
  return [
    figure(
      'a defect taken for kept geometry',
      confusion(flawed, kept, worst),
      0.1,
      `${flawed.length} against ${kept.length} pairs, by the worst place`,
    ),
    figure(
      'the same, by the share kept alone',
      confusion(flawed, kept, ({ measured }) => 1 - measured.kept),
      0.2,
      'for people',
    ),
    figure(
      'local defects whose place is missed',
      local.filter((row) => row.isFound === false).length / local.length,
      0.2,
      `${local.length} pairs`,
    ),
    ...named,
    figure('right pictures that would be moved', share([...kept, ...local], isMoved), 0, `${kept.length + local.length} pairs`),
    figure(
      'pictures framed anew that are left alone',
      share(flawed.filter(isFramedAnew), (row) => !isMoved(row)),
      0.6,
      'where nobody can be sure',
    ),
    { name: 'CPU of a pair of 800 × 600', measured: median(rows.map(({ cpu }) => cpu)), limit: 100, unit: 'ms' },
  ]
}

export async function fidelityFigures(): Promise<readonly Figure[]> {
  const rows: Row[] = []
  for (const label of labels([1, 2, 3])) {
    const row = await rowOf(label)
    if (row !== undefined) rows.push(row)
  }
  return figuresOf(rows)
}
