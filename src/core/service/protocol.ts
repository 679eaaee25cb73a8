// Across the wire: what the network leaves to the sandbox.

/** What the iframe may ask of the sandbox. */
export type ServiceApi = {
  saveDurations(durations: Readonly<Record<string, readonly number[]>>): void
  /** A picture's bytes as the sandbox gets them, put nowhere: the second rung of delivery, tried. Errors: `delivery-blocked`. */
  readPicture(url: string): { readonly bytes: Uint8Array }
}
