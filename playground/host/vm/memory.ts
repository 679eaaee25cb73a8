// The engine's memory. It starts large, because its library (quickjs-emscripten 0.32.0) breaks if memory grows during a promise's turn:
// `executePendingJobs` then reads a context's address from a detached buffer, creates a context that nobody frees, and the engine aborts
// when the run ends. Pages that are never touched cost nothing.

const pageBytes = 65_536
const initialBytes = 256 * 1024 * 1024
/** The maximum that the module was built with. */
const maximum = 32_768

export function roomyMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: initialBytes / pageBytes, maximum })
}
