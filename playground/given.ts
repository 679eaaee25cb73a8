// Reads what a command was given behind its name. A mistake becomes a sentence, so that no command does something else than what was meant.

type Given = {
  readonly command: string
  /** The options that it knows. */
  readonly known: readonly string[]
  readonly words: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

/** npm has settings of these names itself. */
const ofNpm = ['--json', '--yes']

/** What is wrong with the options; null if nothing is. */
export function faultOfOptions({ command, known, words, env }: Given): string | null {
  const unknown = words.filter((word) => !known.includes(word))
  if (unknown.length > 0) {
    const may = known.length === 1 ? known.join('') : `${known.slice(0, -1).join(', ')} and ${known.at(-1) ?? ''}`
    return `Not known: ${unknown.join(' ')}. ${command} knows ${may}.`
  }
  // Without the `--` in front, npm takes an option for a setting of its own, and says so in a variable only.
  const kept = known.find((name) => !ofNpm.includes(name) && env[`npm_config_${name.slice(2)}`] !== undefined && !words.includes(name))
  return kept === undefined ? null : `npm kept ${kept} for itself: write ${command} -- ${kept}.`
}

/** A whole number from the environment or the command line; `usual` where nothing is given. Throws a sentence. */
export function wholeNumber(name: string, text: string | undefined, usual: number, { least = 0, most = 2 ** 31 } = {}): number {
  if (text === undefined || text.trim() === '') return usual
  const number = /^\d{1,12}$/.test(text.trim()) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new Error(`${name} is "${text}": write a whole number from ${least} to ${most}.`)
}
