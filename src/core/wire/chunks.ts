// Sends large byte arrays, at any depth of a message, in slices and restores them on arrival; no other file has to know about it (platform §1.5).

import { concat, isBytes } from '../base/bytes.ts'
import { isRecord, readList, readRecord } from '../base/read.ts'
import type { Channel } from './rpc.ts'

export const sliceBytes = 1024 * 1024

type Step = string | number

type FoundArray = { readonly path: readonly Step[]; readonly bytes: Uint8Array }

/** The byte arrays, in message order, that do not fit into `limit` bytes together with those before them. */
function arraysOver(limit: number, message: unknown): readonly FoundArray[] {
  const found: FoundArray[] = []
  const path: Step[] = []
  let room = limit
  const visitAt = (step: Step, value: unknown): void => {
    path.push(step)
    visit(value)
    path.pop()
  }
  const visit = (value: unknown): void => {
    if (isBytes(value)) {
      if (value.length > room) found.push({ path: [...path], bytes: value })
      else room -= value.length
    } else if (Array.isArray(value)) value.forEach((item, index) => visitAt(index, item))
    else if (isRecord(value) && !ArrayBuffer.isView(value)) for (const [key, item] of Object.entries(value)) visitAt(key, item)
  }
  visit(message)
  return found
}

/** A copy of the message with another value at the end of the path; the message itself when the path does not exist. */
function withValueAt(message: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(message)) return message.map((item: unknown, index) => (index === step ? withValueAt(item, rest, value) : item))
  if (!isRecord(message) || !Object.keys(message).includes(String(step))) return message
  return { ...message, [step]: withValueAt(message[step], rest, value) }
}

function isStep(step: unknown): step is Step {
  return typeof step === 'string' || typeof step === 'number'
}

/** Whether a message is of a kind that this file posts, or could be confused with one. */
function isOwnKind(message: unknown): boolean {
  const { kind } = readRecord(message)
  return kind === 'slice' || kind === 'emptied'
}

/**
 * A channel over `inner` whose messages may contain large byte arrays anywhere. Each large array is posted first, as messages of the kind `slice`
 * with a stream number; then the message itself, as the kind `emptied`, with null in place of each array.
 * @param limit number of bytes in one message of the inner channel
 */
export function chunked(inner: Channel, limit = sliceBytes): Channel {
  let lastStream = 0
  const arriving = new Map<unknown, Uint8Array[]>()

  const postSlices = (bytes: Uint8Array): number => {
    lastStream += 1
    // Copies instead of views, because structured cloning would copy the whole buffer of a view.
    for (let from = 0; from < bytes.length; from += limit)
      inner.post({ kind: 'slice', stream: lastStream, bytes: bytes.slice(from, from + limit) })
    return lastStream
  }

  const post = (message: unknown): void => {
    const found = arraysOver(limit, message)
    if (found.length === 0 && !isOwnKind(message)) return inner.post(message)
    const arrays = found.map(({ path, bytes }) => ({ path, stream: postSlices(bytes) }))
    inner.post({ kind: 'emptied', message: arrays.reduce((rest, { path }) => withValueAt(rest, path, null), message), arrays })
  }

  const keepSlice = ({ stream, bytes }: Readonly<Record<string, unknown>>): void => {
    if (!isBytes(bytes)) return
    const slices = arriving.get(stream)
    if (slices === undefined) arriving.set(stream, [bytes])
    else slices.push(bytes)
  }

  const refill = (message: unknown, array: unknown): unknown => {
    const { path, stream } = readRecord(array)
    const slices = arriving.get(stream) ?? []
    arriving.delete(stream)
    return withValueAt(message, readList(path).filter(isStep), concat(slices))
  }

  const listen = (hear: (message: unknown) => void): void =>
    inner.listen((message) => {
      const { kind, message: emptied, arrays } = readRecord(message)
      if (kind === 'slice') keepSlice(readRecord(message))
      else if (kind === 'emptied') hear(readList(arrays).reduce(refill, emptied))
      else hear(message)
    })

  return { post, listen }
}
