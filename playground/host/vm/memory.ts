// The memory of the engine. It begins large, as its library (quickjs-emscripten 0.32.0) loses count where memory grows in the middle of a
// promise's turn: `executePendingJobs` then reads a context's address from a buffer that is gone, makes a context that nobody frees, and
// the engine aborts when the run ends. Pages that are never touched cost nothing.

const pageBytes = 65_536
const initialBytes = 256 * 1024 * 1024
/** What the module was built with. */
const maximum = 32_768

export function roomyMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: initialBytes / pageBytes, maximum })
}
