// Protocol slice: what the sandbox does for the service feature.

/** Methods of the sandbox that the iframe can call. */
export type ServiceApi = {
  saveDurations(durations: Readonly<Record<string, readonly number[]>>): void
  /** The bytes of a picture, loaded by the sandbox without placing it on the canvas. Rejects with `delivery-blocked` when it cannot be loaded. */
  readPicture(url: string): { readonly bytes: Uint8Array }
}
