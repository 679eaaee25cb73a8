/**
 * The forms that a key takes in the encodings services use. Half a key is treated like the whole, because the other half may appear
 * elsewhere.
 */

/** A shorter piece may be an ordinary word. */
const shortestPart = 10
/** Shorter keys are searched for only as they are, since their encoded forms could be anything. */
const shortestKey = 6

/** All forms of a key, each as one run of characters without escapes and spaces. */
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

/** The forms to search for in binary data: plain and base64. */
export function wholeFormsOf(key: string): readonly string[] {
  return key.length < shortestKey ? [key] : [...new Set([key, ...base64Of(key)])]
}

/** Overlapping pieces of half the length, close enough that any part noticeably longer than half contains one of them. */
function partsOf(whole: string): readonly string[] {
  const length = Math.min(whole.length, Math.max(shortestPart, Math.ceil(whole.length / 2)))
  const last = whole.length - length
  const step = Math.max(1, Math.floor(whole.length / 16))
  const starts = Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step)
  return [...new Set([...starts, last])].map((start) => whole.slice(start, start + length))
}

/** Inside longer data base64 may start at any of three offsets. Only characters determined by the key alone are used. */
function base64Of(text: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const first = Math.ceil((before * 8) / 6)
    const last = Math.floor(((before + text.length) * 8) / 6)
    const form = btoa(`${'\0'.repeat(before)}${text}`).slice(first, last)
    return [form, form.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
