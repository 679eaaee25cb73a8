// Object URLs for pictures in memory. Each one holds its picture until it is dropped.

export type PictureUrls = { make(blob: Blob): string; drop(url: string): void }
