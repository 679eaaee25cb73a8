// `npm run doctor`: asks the real service what only it can answer, and says which settings to use. Asks before anything that costs money.

import { createInterface } from 'node:readline/promises'
import { calibrateWithKey } from './doctor-calibrate.ts'
import { askForFree } from './doctor-ask.ts'
import { diagnose } from './doctor-diagnose.ts'
import { payFor } from './doctor-pay.ts'
import { askService, serviceNamed } from './doctor-service.ts'
import { faultOfOptions } from './given.ts'
import { report, table, withoutKey } from './doctor-print.ts'
import { findModel, models } from '../src/core/model/models.ts'
import { isKey, serviceUrl } from '../src/core/service/account.ts'
import { readBaseUrl } from '../src/core/service/base-url.ts'
import { factsOf } from '../src/core/service/services/services.ts'

const usage = `npm run doctor -- [--pay] [--json] [--calibrate] [--service <name>]
  COMETAPI_API_KEY  the key; without one only what needs none is asked
  BASE_URL          another address than ${serviceUrl}
  --pay, --yes      agree to what costs, up to three pictures; otherwise each is asked about, and without a terminal none is made
  --calibrate       measures what each stop of the geometry dial keeps: ten pictures, asked about first (MODEL names another than depth)
  --service <name>  another service of the relay, with SERVICE_KEY and UPSTREAM_URL: comfy-router, bfl, replicate, fal, comfyui (no other option then)
  --json            one report on stdout and nothing else (npm run -s doctor -- --json)`

// An empty variable counts as not set.
const { BASE_URL = '', COMETAPI_API_KEY = '', SERVICE_KEY = '', UPSTREAM_URL = '', MODEL = '' } = process.env
const given = process.argv.slice(2).flatMap((word) => (word.startsWith('--service=') ? word.split(/=(.*)/s).slice(0, 2) : word))
const isOfService = given.includes('--service')
const key = (isOfService ? SERVICE_KEY : (given.find((word) => !word.startsWith('-')) ?? COMETAPI_API_KEY)).trim()
const known = ['--pay', '--yes', '--json', '--calibrate']
const wrongOption = isOfService
  ? null
  : faultOfOptions({ command: 'npm run doctor', known, words: given.filter((word) => word.startsWith('-')), env: process.env })
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
  const baseUrl = readBaseUrl(BASE_URL.trim() || serviceUrl)
  const wrong =
    wrongOption !== null
      ? wrongOption
      : baseUrl === null
        ? 'BASE_URL is no web address the plugin would take: https, or http on this machine.'
        : !isKey(key)
          ? 'This key has a letter in it that keys do not have.'
          : pays && key === ''
            ? 'A picture needs a key: set COMETAPI_API_KEY.'
            : null
  if (wrong !== null || baseUrl === null) {
    say(`${wrong}\n${usage}`)
    return false
  }
  const caller = { baseUrl, key }
  if (given.includes('--calibrate')) {
    const model = findModel(MODEL.trim() || models[0].id)
    if (key === '' || model === null) {
      say(key === '' ? 'A picture needs a key: set COMETAPI_API_KEY.' : `MODEL names none of ${models.map(({ id }) => id).join(', ')}.`)
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
async function examineService(): Promise<boolean> {
  const at = given.indexOf('--service')
  const [name = '', ...others] = [...given.slice(at + 1), ...given.slice(0, at)]
  const id = serviceNamed(name)
  const url = UPSTREAM_URL.trim()
  const wrong =
    typeof id !== 'string'
      ? id.fault
      : others.length > 0
        ? `Not known beside --service: ${others.join(' ')}`
        : url !== '' && !/^https?:\/\/[^/]/.test(url)
          ? `UPSTREAM_URL is no address: write something like ${factsOf(id).address}.`
          : null
  if (wrong !== null || typeof id !== 'string') {
    say(`${wrong}\n${usage}`)
    return false
  }
  const lines = await askService(id, url || undefined, key || undefined)
  for (const line of lines) console.log(withoutKey(`${line.name.padEnd(12)}${line.said}`, key))
  return true
}

process.exitCode = (await (isOfService ? examineService() : examine())) ? 0 : 1
