/** An error as one log line: its kind and place, but not its message, which may quote a key, a prompt or an address. */

export function trouble(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error'
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z_]{1,40}$/.test(error.code) ? ` ${error.code}` : ''
  const place = /^\s+at .*?([\w.-]+:\d+):\d+\)?$/m.exec(error.stack?.slice(error.stack.indexOf('\n    at ')) ?? '')?.[1]
  return `${/^\w{1,40}$/.exec(error.name)?.[0] ?? 'Error'}${code}${place === undefined ? '' : ` at ${place}`}`
}
