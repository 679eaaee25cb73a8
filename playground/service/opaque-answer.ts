/** `no-cors`: the one question a page may ask of anybody. It follows redirects, and nothing of the answer is seen but that there was one. */

export async function opaqueAnswer(answering: Promise<Response>): Promise<Response> {
  const answer = await answering
  await answer.body?.cancel()
  // No constructor makes a response of status 0.
  return Object.defineProperties(new Response(null), { type: { value: 'opaque' }, status: { value: 0 }, ok: { value: false } })
}
