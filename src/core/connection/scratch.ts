// A few lines of Figma's API as data: what the self-test does on its scratch frame (DESIGN §12). The sandbox only carries them out.

/**
 * Does `act` on what an earlier step named, or on `figma`. `=name` writes a member, `.name` reads one (of a list
 * the item at `with[0]`), anything else calls. A text `$name` anywhere in the arguments stands for what a step named.
 */
export type ScratchStep = {
  readonly on: string
  readonly act: string
  readonly with?: readonly unknown[]
  /** Its result is called so from now on, and told. */
  readonly as?: string
}

/** What a named step gave: plain data or bytes, null for anything else. */
export type Reading = { readonly as: string; readonly value: unknown; readonly error: string | null }
