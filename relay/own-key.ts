/** Keeps the relay's own keys from leaking: a service knows its key and may repeat it in anything it sends. */
import { formsOf, wholeFormsOf } from './key-forms.ts'
import { makeSift } from './sift.ts'
import { readingsOf } from './unescaped.ts'

export type OwnKey = {
  /** Replaces the key, half of it, and everything it can be decoded from with stars. */
  readonly clean: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>
  /** Creates a filter for one picture: it returns the bytes that may pass, and throws when it finds the key. */
  readonly makeSift: () => (bytes?: Uint8Array) => Uint8Array
}

const stars = '***'

/** Takes several keys, since a relay to several services has one for each. */
export function makeOwnKey(...keys: readonly [string, ...string[]]): OwnKey {
  const forms = keys.flatMap(formsOf).map((form) => form.toLowerCase())
  return {
    clean(bytes) {
      const said = new TextDecoder().decode(bytes)
      const cleaned = starred(said, forms)
      return cleaned === said ? bytes : new TextEncoder().encode(cleaned)
    },
    makeSift: () => makeSift(keys.flatMap(wholeFormsOf)),
  }
}

function starred(said: string, forms: readonly string[]): string {
  const found: (readonly [start: number, end: number])[] = []
  for (const { text, from, to } of readingsOf(said)) {
    const small = smallOf(text)
    for (const form of forms) {
      for (let at = small.indexOf(form); at >= 0; at = small.indexOf(form, at + 1)) found.push([from(at), to(at + form.length - 1)])
    }
  }
  let [cleaned, done] = ['', 0]
  for (const [start, end] of found.sort(([a], [b]) => a - b)) {
    if (start >= done) cleaned += said.slice(done, start) + stars
    done = Math.max(done, end)
  }
  return cleaned + said.slice(done)
}

/** Lower case with unchanged length, so that positions stay the same. */
function smallOf(text: string): string {
  const small = text.toLowerCase()
  return small.length === text.length ? small : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
