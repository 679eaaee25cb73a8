// Addresses for pictures in memory. Each one that was made holds its picture until it is dropped.

export type PictureUrls = { make(blob: Blob): string; drop(url: string): void }
