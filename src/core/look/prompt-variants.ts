// Word lists: `a {oak | walnut} floor` gives one prompt variant per option, and several lists give every combination. `\{`, `\|` and `\}` stand for
// the characters themselves; braces that contain a colon or quotes are JSON from another tool and stay as they are.

/** One variant of the words. `label` names its options for headings, and is empty without a list. */
export type PromptVariant = { readonly words: string; readonly label: string }

export type PromptVariants = { readonly list: readonly [PromptVariant, ...PromptVariant[]]; readonly isCut: boolean }

/** An order of more variants would most likely be a mistake. */
export const maxPromptVariants = 64

/** Placeholders for escaped characters: three code points that no text can contain (Unicode noncharacters). */
const escaped = [
  ['{', '\ufdd0'],
  ['|', '\ufdd1'],
  ['}', '\ufdd2'],
] as const

function hideEscaped(words: string): string {
  return escaped.reduce((text, [letter, hidden]) => text.split(`\\${letter}`).join(hidden), words)
}

function showEscaped({ words, label }: PromptVariant): PromptVariant {
  const show = (hiding: string): string => escaped.reduce((text, [letter, hidden]) => text.split(hidden).join(letter), hiding)
  return { words: show(words), label: show(label) }
}

/**
 * Expands the word lists. Words without a list are returned as typed, except for the backslashes of escaped characters. `isCut` when there were more
 * than `maxPromptVariants`.
 */
export function expandPromptVariants(words: string): PromptVariants {
  const { list, isCut } = expandHidden(hideEscaped(words))
  const [first, ...rest] = list
  return { list: [showEscaped(first), ...rest.map(showEscaped)], isCut }
}

/** The words as they are, without expanding anything. */
export function literalPrompt(words: string): PromptVariants {
  return { list: [{ words, label: '' }], isCut: false }
}

/**
 * Whether braces, bars or backslashes in the words have a meaning; if not, there is no choice to offer between expanding and taking them as typed.
 */
export function hasSyntax(words: string): boolean {
  const { list } = expandPromptVariants(words)
  return list.length > 1 || list[0].words !== words
}

/** Whether a brace is unbalanced: a list was probably intended, but is sent as typed. */
export function hasLoneBrace(words: string): boolean {
  let depth = 0
  for (const letter of hideEscaped(words)) {
    if (letter === '{') depth += 1
    if (letter === '}') depth -= 1
    if (depth < 0) return true
  }
  return depth > 0
}

function expandHidden(words: string): PromptVariants {
  const pieces = piecesOf(words)
  if (pieces.every((piece) => typeof piece === 'string')) return { list: [{ words, label: '' }], isCut: false }
  let begun: readonly PromptVariant[] = [{ words: '', label: '' }]
  let isCut = false
  for (const piece of pieces) {
    const next = extended(begun, typeof piece === 'string' ? [{ words: piece, label: '' }] : piece)
    isCut ||= next.length > maxPromptVariants
    begun = next.slice(0, maxPromptVariants)
  }
  const [first = { words: '', label: '' }, ...rest] = withoutRepeats(begun.map((one) => ({ ...one, words: one.words.trim() })))
  return { list: [first, ...rest], isCut }
}

/**
 * Combines every beginning with every option, the first list varying slowest. Returns at most one more than `maxPromptVariants`, which shows that
 * there are more.
 */
function extended(begun: readonly PromptVariant[], options: readonly PromptVariant[]): readonly PromptVariant[] {
  // Equal beginnings lead to equal variants, so the later one is dropped here and repeats cannot multiply.
  const next = new Map<string, PromptVariant>()
  for (const before of begun)
    for (const option of options) {
      const words = `${before.words}${option.words}`.replace(/\s+/g, ' ').replace(/^ /, '')
      const label = [before.label, option.label].filter((part) => part !== '').join(', ')
      if (!next.has(words)) next.set(words, { words, label })
      if (next.size > maxPromptVariants) return [...next.values()]
    }
  return [...next.values()]
}

function withoutRepeats(variants: readonly PromptVariant[]): readonly PromptVariant[] {
  return variants.filter(({ words }, index) => variants.findIndex((other) => other.words === words) === index)
}

/** Plain text, or the options of a list. */
type Piece = string | readonly PromptVariant[]

function piecesOf(words: string): readonly Piece[] {
  const lists = listsIn(words)
  const pieces: Piece[] = []
  let textFrom = 0
  for (let at = 0; at < words.length; at += 1) {
    const list = lists.get(at)
    if (list === undefined) continue
    pieces.push(words.slice(textFrom, at), optionsOf(words, at, list))
    // The inside of an option is plain text, including other braces.
    at = list.end
    textFrom = at + 1
  }
  return [...pieces, words.slice(textFrom)]
}

type List = { readonly bars: readonly number[]; readonly end: number }

/** Characters that occur in JSON but not in a word list: quotes, or a colon that is not part of a time. */
function isJsonLetter(words: string, at: number): boolean {
  const letter = words[at]
  return letter === '"' || (letter === ':' && !/^\d:\d$/.test(words.slice(Math.max(0, at - 1), at + 2)))
}

/** Balanced braces that contain a bar, by their start position. Found in one pass, so that text full of braces takes no time. */
function listsIn(words: string): ReadonlyMap<number, List> {
  const lists = new Map<number, List>()
  const open: { readonly start: number; readonly bars: number[]; isJson: boolean }[] = []
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === '{') open.push({ start: at, bars: [], isJson: false })
    const inner = open[open.length - 1]
    if (inner !== undefined && isJsonLetter(words, at)) inner.isJson = true
    if (words[at] === '|') open[open.length - 1]?.bars.push(at)
    if (words[at] !== '}') continue
    const closed = open.pop()
    if (closed !== undefined && closed.bars.length > 0 && !closed.isJson) lists.set(closed.start, { bars: closed.bars, end: at })
  }
  return lists
}

function optionsOf(words: string, start: number, { bars, end }: List): readonly PromptVariant[] {
  const starts = [start, ...bars]
  const texts = starts.map((from, index) =>
    words
      .slice(from + 1, bars[index] ?? end)
      .trim()
      .replace(/\s+/g, ' '),
  )
  const options = [...new Set(texts)].filter((text) => text !== '').map((text) => ({ words: text, label: text }))
  // A list without any word stands for empty text.
  return options.length === 0 ? [{ words: '', label: '' }] : options
}
