// A key as people paste it: out of a shell, a header, a mail or a JSON file.

/** What other tools write before a key, each taken off where it stands at the beginning. */
const heads: readonly RegExp[] = [
  // Quotes and brackets around it, also the curly ones that text programs make.
  /^["'`“”„‘’«»<([{]+/,
  // `export COMETAPI_API_KEY=`, `"apiKey": `, `Authorization: `, `x-api-key: `.
  /^(?:export|set|setx|let|const|var)\s+(?=\S+\s*=)/i,
  /^[$"'`\w.:-]*(?:key|token|secret|auth|authorization)["'`]?\s*(?:=|:\s|:(?=["'`]))\s*/i,
  /^[A-Z][A-Z0-9_]*=(?=\S)/,
  /^(?:bearer|token|key|basic)\s+/i,
]

const tail = /[\s"'`“”„‘’«»>)\]},;]+$/

/** The key alone. What is no key at all comes back as it was typed, without the letters that nobody sees. */
export function cleanKey(typed: string): string {
  // Letters of an input method's wide form are the same letters; format and control characters are none.
  const seen = typed
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}]+/gu, ' ')
    .trim()
  // A whole command was copied: the key stands behind its header.
  const [, inCommand] = /\bbearer\s+([^\s"'`]+)/i.exec(seen) ?? []
  let key = inCommand ?? seen
  for (let before = ''; before !== key;) {
    before = key
    for (const head of heads) key = key.replace(head, '')
    key = key.replace(tail, '').trim()
  }
  return key
}
