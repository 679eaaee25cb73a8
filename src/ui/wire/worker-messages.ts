// The messages between the page and its worker.

/** Plain functions that a worker can run. Jobs and results are cloned on the way. */
export type ToolTable = Readonly<Record<string, (job: never, signal: AbortSignal) => Promise<unknown>>>

export type ToWorker =
  // Both scripts are built from the same tools, so a job always has the type that its tool takes.
  | { readonly kind: 'call'; readonly id: number; readonly tool: string; readonly job: never }
  | { readonly kind: 'abort'; readonly id: number }

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
