// Calls to Figma's API as data: what the self-test does on its scratch frame (DESIGN §12). The sandbox only executes them.

/**
 * Does `act` on the value that an earlier step named, or on `figma`. `=name` sets a member, `.name` reads one (of a list, the item at `with[0]`),
 * anything else calls a method. A string `$name` anywhere in the arguments stands for the value that a step named.
 */
export type ScratchStep = {
  readonly on: string
  readonly act: string
  readonly with?: readonly unknown[]
  /** Names the step's result for later steps, and reports it. */
  readonly as?: string
}

/** The result of a named step: plain data or bytes, null for anything else. */
export type Reading = { readonly as: string; readonly value: unknown; readonly error: string | null }
