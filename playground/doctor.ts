// `npm run doctor`: asks the real service what only it can answer, and says which settings to use. Asks before anything that costs money.

import { createInterface } from 'node:readline/promises'
import { calibrateWithKey } from './doctor-calibrate.ts'
import { askForFree } from './doctor-ask.ts'
import { diagnose } from './doctor-diagnose.ts'
import { payFor } from './doctor-pay.ts'
import { askService, serviceNamed } from './doctor-service.ts'
import { report, table, withoutKey } from './doctor-print.ts'
import { findModel, models } from '../src/core/model/models.ts'
import { isKey, serviceUrl } from '../src/core/service/account.ts'
import { readBaseUrl } from '../src/core/service/base-url.ts'

const usage = `npm run doctor -- [--pay] [--json]
  COMETAPI_API_KEY  the key; without one only what needs none is asked
  BASE_URL          another address than ${serviceUrl}
  --pay, --yes      agree to what costs, up to three pictures; otherwise each is asked about, and without a terminal none is made
  --calibrate       measures what each stop of the geometry dial keeps: ten pictures, asked about first (MODEL names another than depth)
  --service <name>  another service of the relay, with SERVICE_KEY and UPSTREAM_URL: comfy-router, bfl, replicate, fal, comfyui
  --json            one report on stdout and nothing else (npm run -s doctor -- --json)`

const { BASE_URL, COMETAPI_API_KEY } = process.env
const serviceAt = process.argv.indexOf('--service')
const given = process.argv.slice(2)
const key = (given.find((argument) => !argument.startsWith('-')) ?? COMETAPI_API_KEY ?? '').trim()
const unknown = given.filter((argument) => argument.startsWith('-') && !['--pay', '--yes', '--json', '--calibrate'].includes(argument))
const pays = given.includes('--pay') || given.includes('--yes')
const isJson = given.includes('--json')

/** Progress goes to stderr, so that stdout contains only the result. */
function say(line: string): void {
  console.error(withoutKey(line, key))
}

async function consent(question: string): Promise<boolean> {
  if (pays) return true
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await asking.question(`${withoutKey(question, key)} [y/N] `)).trim())
  } finally {
    asking.close()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}

async function examine(): Promise<boolean> {
  const baseUrl = readBaseUrl(BASE_URL ?? serviceUrl)
  const wrong =
    unknown.length > 0
      ? `Not known: ${unknown.join(' ')}`
      : baseUrl === null
        ? 'BASE_URL is no web address the plugin would take: https, or http on this machine.'
        : !isKey(key)
          ? 'This key has a letter in it that keys do not have.'
          : pays && key === ''
            ? 'A picture needs a key.'
            : null
  if (wrong !== null || baseUrl === null) {
    say(`${wrong}\n${usage}`)
    return false
  }
  const caller = { baseUrl, key }
  if (given.includes('--calibrate')) {
    const model = findModel(process.env.MODEL ?? models[0].id)
    if (key === '' || model === null) {
      say(key === '' ? 'A picture needs a key.' : `MODEL names none of ${models.map(({ id }) => id).join(', ')}.`)
      return false
    }
    return calibrateWithKey(caller, model, { consent, say, pause })
  }
  say(`Asking ${baseUrl}: what is free first.`)
  const free = await askForFree(caller, say)
  const orders = free.offers === null ? [] : await payFor(caller, free.offers, { consent, say, pause })
  const facts = { ...free, orders }
  const diagnosis = diagnose(facts)
  const text = isJson ? report(facts, diagnosis, new Date()) : table(diagnosis, process.stdout.columns || 100).join('\n')
  console.log(withoutKey(text, key))
  return true
}

/** Checks a service other than CometAPI, as the relay would reach it. */
async function examineService(name: string): Promise<boolean> {
  const id = serviceNamed(name)
  if (typeof id !== 'string') {
    say(id.fault)
    return false
  }
  const { SERVICE_KEY, UPSTREAM_URL } = process.env
  const lines = await askService(id, UPSTREAM_URL, SERVICE_KEY)
  for (const line of lines) console.log(withoutKey(`${line.name.padEnd(12)}${line.said}`, SERVICE_KEY ?? ''))
  return true
}

const asked = serviceAt >= 0 ? examineService(process.argv[serviceAt + 1] ?? '') : examine()
process.exitCode = (await asked) ? 0 : 1
