/** Figma's message for everything it cannot export: nothing visible, too large, out of memory. */
export function notExported(): Error {
  return new Error('Failed to export node. This node may not have any visible layers.')
}
