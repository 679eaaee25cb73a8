// Picture bytes as blobs, for addresses and decoders.

/** @param type a content type; without one the browser looks at the bytes */
export function blobOf(bytes: Uint8Array, type = ''): Blob {
  // A blob takes views of any memory but shared memory, and no code here makes any; a copy to prove it to the types could cost 16 MB.
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type })
}

export function pngBlob(bytes: Uint8Array): Blob {
  return blobOf(bytes, 'image/png')
}
