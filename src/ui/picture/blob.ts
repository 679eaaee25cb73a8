// Picture bytes as blobs, for addresses and decoders.

/** @param type a content type; without one the browser looks at the bytes */
export function blobOf(bytes: Uint8Array, type = ''): Blob {
  // A blob refuses only views of shared memory, which no code here makes; types cannot tell, and a copy would cost 16 MB at worst.
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type })
}

export function pngBlob(bytes: Uint8Array): Blob {
  return blobOf(bytes, 'image/png')
}
