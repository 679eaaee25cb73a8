// An address with letters of other alphabets, or with the port that https has anyway, in the one form that services and manifests know.

const other = /[^\x20-\x7e]|^\s*https:\/\/[^/?#@\\]*:443(?:[/?#]|\s*$)/i

/** As it was typed where it is no address, or has that form already. */
export function plainHost(typed: string): string {
  if (!other.test(typed)) return typed
  try {
    return new URL(typed.trim()).href
  } catch {
    return typed
  }
}
