// Across the wire: a before and an after that come with the plugin, laid on the canvas without a key and a network.

/** A picture and the name of its frame. */
export type SamplePicture = { readonly name: string; readonly bytes: Uint8Array }

/** What the iframe may ask of the sandbox. */
export type SampleApi = {
  /** Side by side, clear of everything on the page, as one undo step. */
  laySample(pictures: { readonly before: SamplePicture; readonly after: SamplePicture }): void
}
