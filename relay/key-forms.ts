/** What a key looks like in the encodings that services use. Half of it is as good as all of it: the other half may stand elsewhere. */

/** A piece this short may be an ordinary word. */
const shortestPart = 10
/** Keys shorter than this are looked for as they are: their other forms may be anything. */
const shortestKey = 6

/** Each as one run of characters without escapes and spaces. */
export function formsOf(key: string): readonly string[] {
  if (key.length < shortestKey) return [key]
  const numbers = (base: number): readonly string[] => Array.from(key, (char) => char.charCodeAt(0).toString(base))
  const spelled = [
    numbers(16).join(''),
    numbers(16).join(':'),
    numbers(10).join(','),
    Array.from(key).join('","'),
    Array.from(key).reverse().join(''),
  ]
  const packed = [...base64Of(key), ...base64Of(btoa(key))]
  return [...new Set([key, ...packed, ...spelled].flatMap(partsOf))]
}

/** In bytes that are no text: as it is, and packed. */
export function wholeFormsOf(key: string): readonly string[] {
  return key.length < shortestKey ? [key] : [...new Set([key, ...base64Of(key)])]
}

/** Pieces of half the length, close enough to each other that one of them is in everything that is noticeably more than half. */
function partsOf(whole: string): readonly string[] {
  const length = Math.min(whole.length, Math.max(shortestPart, Math.ceil(whole.length / 2)))
  const last = whole.length - length
  const step = Math.max(1, Math.floor(whole.length / 16))
  const starts = Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step)
  return [...new Set([...starts, last])].map((start) => whole.slice(start, start + length))
}

/** Inside something longer it may begin at each of three places of a group. Only what the key alone decides is looked for. */
function base64Of(text: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const first = Math.ceil((before * 8) / 6)
    const last = Math.floor(((before + text.length) * 8) / 6)
    const form = btoa(`${'\0'.repeat(before)}${text}`).slice(first, last)
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
