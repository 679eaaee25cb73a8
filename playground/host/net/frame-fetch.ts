// fetch from a real null origin: a sandboxed iframe makes the request, so the browser itself applies CORS and preflights.

export function frameFetch(): typeof fetch {
  let frame: Promise<Window> | null = null
  let nextId = 1

  const open = (): Promise<Window> =>
    new Promise((resolve) => {
      const element = document.createElement('iframe')
      element.setAttribute('sandbox', 'allow-scripts')
      element.hidden = true
      element.addEventListener('load', () => element.contentWindow && resolve(element.contentWindow), { once: true })
      // A data: document has an opaque origin and inherits nothing from the page.
      element.src = `data:text/html,${encodeURIComponent(`<script>${script}</script>`)}`
      document.body.append(element)
    })

  return async (input, init) => {
    const target = await (frame ??= open())
    const id = nextId++
    const { method, headers, body } = init ?? {}
    const reply = new Promise<Reply>((resolve) => {
      const listen = (event: MessageEvent<Reply & { fetchId?: number }>): void => {
        if (event.source !== target || event.data.fetchId !== id) return
        removeEventListener('message', listen)
        resolve(event.data)
      }
      addEventListener('message', listen)
    })
    target.postMessage(
      {
        id,
        url: input instanceof Request ? input.url : String(input),
        init: { method, headers: Object.fromEntries(new Headers(headers)), body },
      },
      '*',
    )
    const answer = await reply
    if (answer.error !== undefined) throw new TypeError(answer.error)
    const response = new Response(hasNoBody(answer.status) ? null : answer.bytes, {
      status: answer.status,
      statusText: answer.statusText,
      headers: answer.headers,
    })
    Object.defineProperty(response, 'url', { value: answer.url })
    return response
  }
}

type Reply = { error?: string; status: number; statusText: string; url: string; headers: [string, string][]; bytes: ArrayBuffer }

function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

const script = `onmessage = async ({ data: { id, url, init }, source }) => {
  try {
    const response = await fetch(url, { ...init, credentials: 'omit' })
    const bytes = await response.arrayBuffer()
    parent.postMessage({ fetchId: id, status: response.status, statusText: response.statusText, url: response.url, headers: [...response.headers], bytes }, '*')
  } catch (error) { parent.postMessage({ fetchId: id, error: String(error.message) }, '*') }
}`
