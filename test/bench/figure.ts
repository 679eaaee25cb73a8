// One figure of the bench: what was measured and its limit. People judge the figures, so nothing here fails.

export type Figure = {
  readonly name: string
  readonly measured: number
  readonly limit: number
  readonly unit: '×' | 'presses' | 'ms' | 's' | 'kB' | 'MB' | 'requests' | 'share'
  /** The measurements behind the ratio. */
  readonly from?: string
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[half] ?? Number.NaN) : ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2
}

export function isOk({ measured, limit }: Figure): boolean {
  return measured <= limit
}

/** The ratio of the medians of two variants that were measured alternately. */
export function ratio(name: string, ours: readonly number[], others: readonly number[], limit: number): Figure {
  const [mine, theirs] = [median(ours), median(others)]
  return { name, measured: mine / theirs, limit, unit: '×', from: `${inMs(mine)} against ${inMs(theirs)}, ${ours.length} rounds` }
}

export function inMs(ms: number): string {
  return ms < 20 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`
}

function shown(value: number, unit: Figure['unit']): string {
  return unit === 'ms'
    ? inMs(value)
    : `${unit === 'kB' && value >= 100 ? Math.round(value) : Number(value.toFixed(unit === '×' || unit === 's' || unit === 'share' ? 3 : 1))} ${unit}`
}

/** figure | measured | at most | ok */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['figure', 'measured', 'at most', 'ok', '']
  const rows = figures.map((one) => [
    one.name,
    shown(one.measured, one.unit),
    shown(one.limit, one.unit),
    isOk(one) ? 'yes' : 'NO',
    one.from ?? '',
  ])
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' | ')
      .trimEnd()
  return [line(head), widths.map((width) => '-'.repeat(width)).join('-|-'), ...rows.map(line)].join('\n')
}
