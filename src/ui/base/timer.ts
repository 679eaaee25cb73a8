// The one place where the window sets a timer: no delay, wherever it comes from, overflows it and fires at once.

/** A timer counts in 32 bits, in ms. */
const longestMs = 2 ** 31 - 1

/** `ms` as a timer takes it; what is no number is no wait. */
function timerMs(ms: number): number {
  return Number.isNaN(ms) ? 0 : Math.min(longestMs, Math.max(0, ms))
}

/** Runs `act` after `ms`, at most 24 days. Returns what stops it. */
export function startTimer(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, timerMs(ms))
  return () => clearTimeout(timer)
}
