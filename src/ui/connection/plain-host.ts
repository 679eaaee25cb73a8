// Normalises addresses with non-ASCII letters or an explicit port 443 to the form that services and manifests use.

const other = /[^\x20-\x7e]|^\s*https:\/\/[^/?#@\\]*:443(?:[/?#]|\s*$)/i

/** Returns the text as typed if it is not an address or already has that form. */
export function plainHost(typed: string): string {
  if (!other.test(typed)) return typed
  try {
    return new URL(typed.trim()).href
  } catch {
    return typed
  }
}
