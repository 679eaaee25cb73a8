// Records what a view calls, in order: callbacks that log their name and arguments.

export type Call = readonly [action: string, ...rest: unknown[]]

export function recorder() {
  const calls: Call[] = []
  const note =
    (action: string) =>
    (...rest: readonly unknown[]): void => {
      calls.push([action, ...rest])
    }
  return { calls, note }
}
