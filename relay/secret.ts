/** Fingerprints, and signed addresses with an expiry, which only the holder of the secret can create. */

/** SHA-256 of the parts, in lower-case hex. */
export async function fingerprint(...parts: readonly (string | Uint8Array<ArrayBuffer>)[]): Promise<string> {
  // Each part is hashed separately, so that the boundaries between parts cannot be shifted.
  const digests = await Promise.all(parts.map((part) => crypto.subtle.digest('SHA-256', typeof part === 'string' ? textBytes(part) : part)))
  const whole = await crypto.subtle.digest('SHA-256', await new Blob(digests).arrayBuffer())
  return hexOf(new Uint8Array(whole))
}

/** Compares in constant time. */
export function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let i = 0; i < one.length; i++) difference |= one.charCodeAt(i) ^ other.charCodeAt(i)
  return difference === 0
}

export type Sign = {
  /** The query string of an address that is valid until then, in whole seconds. */
  readonly sign: (subject: string, value: string, until: number) => Promise<string>
  readonly check: (subject: string, value: string, query: { until: string; sig: string }, now: number) => Promise<'good' | 'false' | 'over'>
}

/** Without a secret a random one is used, valid while this process runs. Times in seconds. */
export function makeSign(secret: string = hexOf(crypto.getRandomValues(new Uint8Array(32)))): Sign {
  const key = crypto.subtle.importKey('raw', textBytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = async (subject: string, value: string, until: string): Promise<string> =>
    hexOf(new Uint8Array(await crypto.subtle.sign('HMAC', await key, textBytes(`${subject}\n${until}\n${value}`))))
  return {
    async sign(subject, value, until) {
      const end = String(Math.round(until))
      return `${subject}=${encodeURIComponent(value)}&until=${end}&sig=${await signature(subject, value, end)}`
    },
    async check(subject, value, { until, sig }, now) {
      if (!/^\d{1,12}$/.test(until) || !isSame(await signature(subject, value, until), sig)) return 'false'
      return now > Number(until) ? 'over' : 'good'
    },
  }
}

function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
