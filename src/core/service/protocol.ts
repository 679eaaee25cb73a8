// Across the wire: what the sandbox does for the service.

/** What the iframe may ask of the sandbox. */
export type ServiceApi = {
  saveDurations(durations: Readonly<Record<string, readonly number[]>>): void
  /** The bytes of a picture as the sandbox gets them; nothing comes onto the canvas. Rejects with `delivery-blocked` when it gets none. */
  readPicture(url: string): { readonly bytes: Uint8Array }
}
