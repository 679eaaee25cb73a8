/** `no-cors`: the one request a page may send anywhere. It follows redirects, and the page learns only that an answer came. */

export async function opaqueAnswer(answering: Promise<Response>): Promise<Response> {
  const answer = await answering
  await answer.body?.cancel()
  // No constructor creates a response with status 0.
  return Object.defineProperties(new Response(null), { type: { value: 'opaque' }, status: { value: 0 }, ok: { value: false } })
}
