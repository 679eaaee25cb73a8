// `npm run doctor`: asks the real service what only it can answer, and says what to set. Free, unless --pay is given.

import { readBaseUrl, serviceUrl } from '../src/core/settings.ts'
import { askForFree } from './doctor-ask.ts'
import { diagnose } from './doctor-diagnose.ts'
import { payForOne } from './doctor-pay.ts'

const { BASE_URL, COMETAPI_API_KEY } = process.env
const given = process.argv.slice(2)
const key = (given.find((argument) => !argument.startsWith('-')) ?? COMETAPI_API_KEY ?? '').trim()
const pays = given.includes('--pay')

/** No sentence has the key in it; should a service ever quote it back, it still is not printed. */
const say = (line: string): void => console.log(key === '' ? line : line.replaceAll(key, '…'))

const list = (title: string, lines: readonly string[]): void => {
  say(`\n${title}`)
  for (const line of lines) say(`  ${line}`)
}

const examine = async (): Promise<boolean> => {
  const baseUrl = readBaseUrl(BASE_URL ?? serviceUrl)
  const hint = 'npm run doctor -- [key] [--pay], with BASE_URL for another address'
  if (baseUrl === null || !/^[\x21-\x7e]*$/.test(key)) {
    say(
      baseUrl === null
        ? 'BASE_URL is no web address the plugin would take: https, or http on this machine.'
        : 'This key has a letter in it that keys do not have.',
    )
    say(hint)
    return false
  }
  if (pays && key === '') {
    say(`A picture needs a key: ${hint}`)
    return false
  }
  say(`Asking ${baseUrl}${pays ? '. With --pay: this costs about one picture.' : ', for free.'}`)
  const facts = await askForFree({ baseUrl, key })
  const paid = pays ? await payForOne({ baseUrl, key }, say) : null
  const { found, set } = diagnose({ ...facts, paid })
  list('Found', found)
  list('Set', set)
  return true
}

process.exitCode = (await examine()) ? 0 : 1
