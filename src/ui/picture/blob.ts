// Picture bytes as blobs, for object URLs and decoders.

/** @param type a content type; without one the browser detects it from the bytes */
export function blobOf(bytes: Uint8Array, type = ''): Blob {
  // A Blob accepts any view except of shared memory, which this code never creates. Copying just to satisfy the types could cost 16 MB.
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type })
}

export function pngBlob(bytes: Uint8Array): Blob {
  return blobOf(bytes, 'image/png')
}
