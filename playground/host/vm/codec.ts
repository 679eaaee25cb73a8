// How values cross between the sandbox and the host: one JSON text plus exact ArrayBuffers.
// The same functions run on both sides; the sandbox gets their source text (prelude-text.ts), so they must not use names from outside.
// Types that Figma does not document as crossable (ArrayBuffer, other typed arrays, Map, functions…) are refused, never altered.

export type Packed = { json: string; buffers: ArrayBuffer[] }
export type Ref = { kind: 'node'; id: string; type: string } | { kind: 'image'; hash: string }
export type CodecWorld = {
  refOf(value: object): Ref | null
  revive(ref: Ref): unknown
  readonly mixed: symbol
}
export type Codec = { pack(value: unknown): Packed; unpack(packed: Packed, freeze?: boolean): unknown }

/** Converts a value to what JSON can hold; bytes go to `buffers`. */
export function makeTag(world: CodecWorld): (value: unknown, buffers: ArrayBuffer[]) => unknown {
  const refuse = (what: string): never => {
    throw new Error(`Cannot unwrap ${what}`)
  }

  // This runs thousands of times in an interpreter, hence the plain loops.
  const tagObject = (value: object, buffers: ArrayBuffer[], above: object[]): unknown => {
    if (above.includes(value)) return refuse('cyclic object')
    const ref = world.refOf(value)
    if (ref) return { $: 'ref', v: ref }
    if (Object.prototype.toString.call(value) === '[object Uint8Array]') {
      // An exact copy, because otherwise a view's whole backing store would cross.
      const exact = new Uint8Array(value as Uint8Array)
      buffers.push(exact.buffer)
      return { $: 'bytes', v: buffers.length - 1 }
    }
    if (value instanceof Date) return { $: 'date', v: value.getTime() }
    above.push(value)
    const tagged = Array.isArray(value) ? tagItems(value, buffers, above) : tagFields(value, buffers, above)
    above.pop()
    return tagged
  }

  const tagItems = (items: readonly unknown[], buffers: ArrayBuffer[], above: object[]): unknown[] => {
    const tagged: unknown[] = []
    for (let i = 0; i < items.length; i++) tagged.push(tag(items[i], buffers, above))
    return tagged
  }

  const tagFields = (value: object, buffers: ArrayBuffer[], above: object[]): unknown => {
    if (value instanceof Error) return { name: value.name, message: value.message }
    const kind = Object.prototype.toString.call(value).slice(8, -1)
    if (kind !== 'Object') return refuse(kind)
    const fields = value as Record<string, unknown>
    const keys = Object.keys(value)
    if (keys.includes('$')) return { $: 'object', v: keys.map((key) => [key, tag(fields[key], buffers, above)]) }
    const plain: Record<string, unknown> = {}
    for (const key of keys) plain[key] = tag(fields[key], buffers, above)
    return plain
  }

  const tag = (value: unknown, buffers: ArrayBuffer[], above: object[]): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (value === undefined) return { $: 'undefined' }
    if (value === world.mixed) return { $: 'mixed' }
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) }
    if (typeof value === 'object') return tagObject(value, buffers, above)
    return refuse(typeof value)
  }

  return (value, buffers) => tag(value, buffers, [])
}

/** The reverse of `makeTag`. `freeze` makes the values immutable, like members of nodes in Figma. */
export function makeUntag(world: CodecWorld): (value: unknown, buffers: readonly ArrayBuffer[], freeze: boolean) => unknown {
  type Tagged = { $: string; v?: unknown }
  // The class of Figma's own realm, even if the plugin has another.
  const Bytes = Uint8Array

  const untag = (value: unknown, buffers: readonly ArrayBuffer[], freeze: boolean): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const items = value.map((item) => untag(item, buffers, freeze))
      return freeze ? Object.freeze(items) : items
    }
    if ('$' in value) return untagSpecial(value as Tagged, buffers, freeze)
    const plain: Record<string, unknown> = {}
    for (const key of Object.keys(value)) plain[key] = untag((value as Record<string, unknown>)[key], buffers, freeze)
    return freeze ? Object.freeze(plain) : plain
  }

  const untagSpecial = (tagged: Tagged, buffers: readonly ArrayBuffer[], freeze: boolean): unknown => {
    switch (tagged.$) {
      case 'undefined':
        return undefined
      case 'mixed':
        return world.mixed
      case 'number':
        return Number(tagged.v)
      case 'date':
        return new Date(Number(tagged.v))
      case 'bytes':
        return new Bytes(buffers[Number(tagged.v)] ?? new ArrayBuffer(0))
      case 'ref':
        return world.revive(tagged.v as Ref)
      default: {
        const plain: Record<string, unknown> = {}
        for (const [key, item] of tagged.v as [string, unknown][]) plain[key] = untag(item, buffers, freeze)
        return plain
      }
    }
  }
  return untag
}

/** The functions of a codec. In the sandbox a function can only be reached as one of these parts. */
export const codecParts = { makeTag, makeUntag }

export function makeCodec(world: CodecWorld, parts: typeof codecParts): Codec {
  const tag = parts.makeTag(world)
  const untag = parts.makeUntag(world)
  return {
    pack(value) {
      const buffers: ArrayBuffer[] = []
      return { json: JSON.stringify(tag(value, buffers)), buffers }
    },
    unpack(packed, freeze = false) {
      const value: unknown = JSON.parse(packed.json)
      // Anything that is not plain carries a tag, which is a member named `$`.
      const isPlain = !packed.json.includes('"$"')
      return isPlain && (!freeze || typeof value !== 'object') ? value : untag(value, packed.buffers, freeze)
    },
  }
}
