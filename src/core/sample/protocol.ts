// Protocol slice: a before and an after that come with the plugin and are laid on the canvas without a key or a network.

/** A picture and the name for its frame. */
export type SamplePicture = { readonly name: string; readonly bytes: Uint8Array }

/** Methods of the sandbox that the iframe can call. */
export type SampleApi = {
  /** Lays both side by side, clear of everything on the page, as one undo step. */
  laySample(pictures: { readonly before: SamplePicture; readonly after: SamplePicture }): void
}
