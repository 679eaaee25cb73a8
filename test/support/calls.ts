// What a view asked for, in order: callbacks that write down their name and what they were given.

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
