// How often a property is tried. `npm test` tries it a few hundred times with one seed, so that a failing test keeps failing until it is fixed;
// `npm run chaos` sets RUNS, which multiplies the tries, and SEED, so that each run draws different ones.

const factor = Number(process.env['RUNS'] ?? 1)
const seed = Number(process.env['SEED'] ?? 1)

/** `count` multiplied by RUNS: for frames by seed, orders, lives. */
export function times(count: number): number {
  return count * factor
}

/** Parameters for `fc.assert`. */
export function runs(count = 100): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: times(count), seed }
}
