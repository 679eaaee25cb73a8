// How long to wait before a request is tried again.

/** Half a second, doubled for each attempt up to `capMs`, with full jitter (api §5). In ms; `random` is from 0 to 1. */
export function backOffMs(attempt: number, random: number, capMs = 8000): number {
  return Math.min(capMs, 500 * 2 ** attempt) * random
}
