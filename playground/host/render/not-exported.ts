/** Figma says the same of whatever it cannot export: nothing to be seen, too large, no memory. */
export function notExported(): Error {
  return new Error('Failed to export node. This node may not have any visible layers.')
}
