/** Distinguishes public addresses from private and reserved ones (RFC 6890). Anything that cannot be parsed is not public. */

type Block = readonly [network: readonly number[], bits: number]

/**
 * All IPv4 ranges outside the open internet: this network, private, carrier-grade NAT, loopback, link-local, documentation, multicast,
 * reserved.
 */
const closedV4: readonly Block[] = [
  [[0], 8],
  [[10], 8],
  [[100, 64], 10],
  [[127], 8],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 0, 2], 24],
  [[192, 88, 99], 24],
  [[192, 168], 16],
  [[198, 18], 15],
  [[198, 51, 100], 24],
  [[203, 0, 113], 24],
  [[224], 3],
]

/** Exceptions within 2000::/3, the only public block of IPv6: Teredo and neighbours, documentation, 6to4. */
const closedV6: readonly Block[] = [
  [[0x20, 0x01, 0x00, 0x00], 23],
  [[0x20, 0x01, 0x0d, 0xb8], 32],
  [[0x20, 0x02], 16],
  [[0x3f, 0xff, 0x00], 20],
]
/** IPv6 forms of IPv4 addresses: mapped, and translated by NAT64 (RFC 6052). */
const dressedV4: readonly Block[] = [
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96],
  [[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 96],
]

/** `address` as a resolver or a URL writes it: dotted IPv4, or IPv6 with or without brackets. */
export function isPublicAddress(address: string): boolean {
  const bytes = readV4(address) ?? readV6(address.replace(/^\[|\]$/g, ''))
  if (!bytes) return false
  if (bytes.length === 4) return !closedV4.some((block) => isIn(block, bytes))
  if (dressedV4.some((block) => isIn(block, bytes))) return !closedV4.some((block) => isIn(block, bytes.slice(12)))
  return isIn([[0x20], 3], bytes) && !closedV6.some((block) => isIn(block, bytes))
}

/** Whether a host, as written by the URL parser, is an address rather than a name. */
export function isAddress(host: string): boolean {
  return host.startsWith('[') || readV4(host) !== undefined
}

function isIn([network, bits]: Block, bytes: readonly number[]): boolean {
  for (let bit = 0; bit < bits; bit += 8) {
    const mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit))
    if ((((network[bit / 8] ?? 0) ^ (bytes[bit / 8] ?? 0)) & mask & 0xff) !== 0) return false
  }
  return true
}

function readV4(text: string): readonly number[] | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined
  return parts.map(Number)
}

function readV6(text: string): readonly number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const tail = dotted ? readV4(dotted[2] ?? '') : []
  if (!tail) return undefined
  const [left, right, ...more] = (dotted ? (dotted[1] ?? '').replace(/([^:]):$/, '$1') : text).split('::')
  if (left === undefined || more.length > 0) return undefined
  const [head, end] = [groups(left), groups(right ?? '')]
  if (!head || !end) return undefined
  const missing = 16 - head.length - end.length - tail.length
  if (right === undefined ? missing !== 0 : missing < 0) return undefined
  return [...head, ...Array<number>(missing).fill(0), ...end, ...tail]
}

function groups(text: string): readonly number[] | undefined {
  if (text === '') return []
  const all = text.split(':')
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff])
}
