/** Pictures that break on the way or are not what was requested. */
import sharp from 'sharp'

/** Other bytes at the same URL. */
export async function aside(fault: 'truncated' | 'garbage' | 'webp' | 'huge' | 'wrong-aspect', good: Response): Promise<Response> {
  const bytes = new Uint8Array(await good.arrayBuffer())
  const type = good.headers.get('content-type') ?? 'image/jpeg'
  switch (fault) {
    case 'truncated':
      return answer(bytes.subarray(0, Math.floor(bytes.length * 0.6)), type)
    case 'garbage':
      return answer(
        bytes.map((byte) => byte ^ 0x5a),
        type,
      )
    case 'webp':
      return answer(await sharp(bytes).webp().toBuffer(), 'image/webp')
    case 'huge':
      // Above the 4096 px that a canvas host accepts; the shape stays.
      return answer(
        await sharp(bytes).resize({ width: 4800, height: 4800, fit: 'outside', kernel: 'nearest' }).jpeg().toBuffer(),
        'image/jpeg',
      )
    case 'wrong-aspect':
      return answer(await sharp(bytes).resize({ width: 1024, height: 1024, fit: 'cover' }).jpeg().toBuffer(), 'image/jpeg')
    default:
      return fault satisfies never
  }
}

/** Announces all bytes, sends half, and breaks the connection. */
export async function broken(good: Response): Promise<Response> {
  const bytes = new Uint8Array(await good.arrayBuffer())
  let hasSent = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (hasSent) return controller.error(new Error('The stand-in cut the connection.'))
      hasSent = true
      controller.enqueue(bytes.subarray(0, bytes.length >> 1))
    },
  })
  return new Response(body, { headers: good.headers })
}

/** Sends half, waits, and sends the rest. */
export async function trickled(good: Response, wait: () => Promise<void>): Promise<Response> {
  const bytes = new Uint8Array(await good.arrayBuffer())
  const half = bytes.length >> 1
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.subarray(0, half)),
    async pull(controller) {
      await wait()
      controller.enqueue(bytes.subarray(half))
      controller.close()
    },
  })
  return new Response(body, { headers: good.headers })
}

function answer(bytes: Uint8Array, type: string): Response {
  return new Response(Buffer.from(bytes), { headers: { 'content-type': type, 'content-length': String(bytes.length) } })
}
