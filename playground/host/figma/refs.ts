// Host-side references to what the sandbox sees as objects with an identity.

import { codecParts, makeCodec, type Codec, type CodecWorld } from '../vm/codec.ts'

export class NodeRef {
  readonly id: string
  readonly type: string
  constructor(id: string, type: string) {
    this.id = id
    this.type = type
  }
}

export class ImageRef {
  readonly hash: string
  constructor(hash: string) {
    this.hash = hash
  }
}

export const mixed = Symbol('figma.mixed')

const world: CodecWorld = {
  mixed,
  refOf(value) {
    if (value instanceof NodeRef) return { kind: 'node', id: value.id, type: value.type }
    return value instanceof ImageRef ? { kind: 'image', hash: value.hash } : null
  },
  revive: (ref) => (ref.kind === 'node' ? new NodeRef(ref.id, ref.type) : new ImageRef(ref.hash)),
}

export const hostCodec: Codec = makeCodec(world, codecParts)
