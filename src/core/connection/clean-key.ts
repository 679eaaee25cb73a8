// Extracts a key from pasted text: out of a shell command, a header, an email or a JSON file.

/** Prefixes that other tools write before a key; each is removed at the beginning. */
const heads: readonly RegExp[] = [
  // Quotes and brackets around the key, including typographic quotes.
  /^["'`“”„‘’«»<([{]+/,
  // `export COMETAPI_API_KEY=`, `"apiKey": `, `Authorization: `, `x-api-key: `.
  /^(?:export|set|setx|let|const|var)\s+(?=\S+\s*=)/i,
  /^[$"'`\w.:-]*(?:key|token|secret|auth|authorization)["'`]?\s*(?:=|:\s|:(?=["'`]))\s*/i,
  /^[A-Z][A-Z0-9_]*=(?=\S)/,
  /^(?:bearer|token|key|basic)\s+/i,
]

const tail = /[\s"'`“”„‘’«»>)\]},;]+$/

/** The key alone. Text that contains no key is returned as typed, but without invisible characters. */
export function cleanKey(typed: string): string {
  // Full-width letters from an input method are normalised to ASCII; format and control characters are removed.
  const seen = typed
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]+/gu, ' ')
    .trim()
  // In a whole copied command, the key follows the header.
  const [, inCommand] = /\bbearer\s+([^\s"'`]+)/i.exec(seen) ?? []
  let key = inCommand ?? seen
  for (let before = ''; before !== key;) {
    before = key
    for (const head of heads) key = key.replace(head, '')
    key = key.replace(tail, '').trim()
  }
  return key
}
