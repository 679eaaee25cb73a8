// Commands that are given what they do not know: each says so in a sentence, and does nothing.

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { findChromium } from '../../playground/chromium.ts'
import { faultOfOptions, wholeNumber } from '../../playground/given.ts'
import { root } from '../../playground/serve/bundle.ts'
import { readSettings } from '../../playground/serve/settings.ts'

type Env = Readonly<Record<string, string>>
type Ended = { readonly code: unknown; readonly stdout: string; readonly stderr: string }

function run([file = '', ...words]: readonly string[], env: Env = {}): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env
  const args = file.endsWith('.mjs') ? [file, ...words] : ['--import', 'tsx', file, ...words]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, env: { PATH, HOME, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })
}

describe('a command', () => {
  it.each<[string, readonly string[], Env, RegExp]>([
    ['npm start, mistyped', ['playground/serve.ts', '--onc'], {}, /^Not known: --onc\. npm start knows --once\.\n$/],
    [
      'npm start, its option kept by npm',
      ['playground/serve.ts'],
      { npm_config_once: 'true' },
      /^npm kept --once for itself: write npm start -- --once\.\n$/,
    ],
    [
      'npm start, at ports in words',
      ['playground/serve.ts'],
      { PORT: 'a', PLAYGROUND_PORT: 'b' },
      /^PORT is "a".*\nPLAYGROUND_PORT is "b"/,
    ],
    ['npm run pictures, mistyped', ['playground/pictures.ts', '--shet'], {}, /^Not known: --shet\. npm run pictures knows --sheet\.\n$/],
    [
      'npm run pictures, its option kept by npm',
      ['playground/pictures.ts'],
      { npm_config_sheet: 'true' },
      /^npm kept --sheet for itself: write npm run pictures -- --sheet\.\n$/,
    ],
    [
      'the doctor, mistyped',
      ['playground/doctor.ts', '--jsno'],
      {},
      /^Not known: --jsno\. npm run doctor knows --pay, .*\nnpm run doctor -- /,
    ],
    ['the doctor of no service', ['playground/doctor.ts', '--service'], {}, /^--service needs a name\. Choose from cometapi, /],
    ['the doctor of an option', ['playground/doctor.ts', '--service', '--json'], {}, /^--service needs a name\. Choose from cometapi, /],
    [
      'the doctor of an unknown service',
      ['playground/doctor.ts', '--service=comet'],
      {},
      /^"comet" is no service that is known here\. Choose/,
    ],
    [
      'the doctor of a service, and more',
      ['playground/doctor.ts', '--service', 'fal', '--pay'],
      {},
      /^Not known beside --service: --pay\n/,
    ],
    [
      'the doctor of a service at no address',
      ['playground/doctor.ts', '--service', 'comfyui'],
      { UPSTREAM_URL: 'gpu' },
      /^UPSTREAM_URL is no address: write something like http:\/\/127\.0\.0\.1:8188\.\n/,
    ],
    ['the stand-in at a port in words', ['playground/service/main.ts'], { IMAGE_PORT: 'x' }, /^IMAGE_PORT is "x": write a whole number/],
    ['chaos of half a number', ['test/whole/chaos/run.ts', '5x'], {}, /^The number of lives is "5x": write a whole number/],
    ['chaos with a seed in words', ['test/whole/chaos/run.ts', '5', 'seed'], {}, /^The seed is "seed": write a whole number/],
    [
      'chaos of too many words',
      ['test/whole/chaos/run.ts', '5', '1', '2'],
      {},
      /^Not known: 2\. npm run chaos takes lives and a seed\.\n$/,
    ],
    ['chaos with properties in words', ['test/whole/chaos/run.ts', '0'], { RUNS: 'x' }, /^RUNS is "x": write a whole number/],
    ['chaos with relays in words', ['test/whole/chaos/run.ts', '0'], { RUNS: '0', RELAYS: 'x' }, /^RELAYS is "x": write a whole number/],
    ['soak for no time', ['test/relay/soak/run.ts'], { MINUTES: '0' }, /^MINUTES is "0": write a whole number from 5 to 100000\.\n$/],
    [
      'a build, its option kept by npm',
      ['build.mjs'],
      { npm_config_publish: 'true' },
      /^npm kept --publish for itself: write npm run build -- --publish\n$/,
    ],
    [
      'a build with a value where none belongs',
      ['build.mjs', '--publish=no'],
      {},
      /^The build knows --relay <address> and --publish, not "--publish=no"\.\n$/,
    ],
    ['a build for two relays', ['build.mjs', '--relay', 'https://a.example', '--relay=https://b.example'], {}, /^--relay is there twice/],
  ])('%s, ends with a sentence', async (_name, words, env, sentence) => {
    const ended = await run(words, env)
    expect(ended.stderr).toMatch(sentence)
    expect([ended.code, ended.stdout]).toEqual([1, ''])
  })

  it('that finds its port taken says what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const PORT = String((other.address() as AddressInfo).port)
    const [playground, service] = await Promise.all([
      run(['playground/serve.ts'], { PORT, PLAYGROUND_PORT: '0' }),
      run(['playground/service/main.ts'], { PORT, IMAGE_PORT: '0' }),
    ])
    other.close()
    expect([playground.code, playground.stderr]).toEqual([
      1,
      `PORT ${PORT} is taken by another program: set another number, or leave PORT out.\n`,
    ])
    expect([service.code, service.stderr]).toEqual([1, `Port ${PORT} is taken: set PORT and IMAGE_PORT to free ones.\n`])
  })

  it('that is told of a Chromium which is not there says so', async () => {
    await expect(findChromium({ CHROMIUM: '/not/there' })).rejects.toThrow(
      /^CHROMIUM is "\/not\/there", and there is no such file: set it to/,
    )
  })
})

describe('the options of a command', () => {
  const given = { command: 'npm run it', known: ['--json', '--pay'], env: {} }

  it('may be none, or all', () => {
    expect(faultOfOptions({ ...given, words: [] })).toBeNull()
    expect(faultOfOptions({ ...given, words: ['--pay', '--json'], env: { npm_config_pay: 'true' } })).toBeNull()
  })

  it('are not missed for a setting that npm has itself', () => {
    expect(faultOfOptions({ ...given, words: [], env: { npm_config_json: 'true' } })).toBeNull()
  })
})

describe('a whole number', () => {
  it('is the usual one where nothing is given', () => {
    expect([wholeNumber('N', undefined, 7), wholeNumber('N', ' ', 7), wholeNumber('N', ' 12 ', 7)]).toEqual([7, 7, 12])
  })
})

describe('the settings of the playground', () => {
  const usual = { relayPort: 8787, pagePort: 5174 }

  it('are the usual ones where variables are empty', () => {
    expect(readSettings({})).toEqual(usual)
    expect(readSettings({ PORT: '', PLAYGROUND_PORT: ' ', COMETAPI_API_KEY: '', UPSTREAM_URL: '' })).toEqual(usual)
  })

  it('lead to the real service by a key or an address, whichever of both is empty', () => {
    const url = 'https://api.cometapi.com'
    expect(readSettings({ COMETAPI_API_KEY: 'sk', UPSTREAM_URL: '' })).toEqual({ ...usual, upstream: { url, key: 'sk' } })
    expect(readSettings({ COMETAPI_API_KEY: '', UPSTREAM_URL: 'http://localhost:9/' })).toEqual({
      ...usual,
      upstream: { url: 'http://localhost:9' },
    })
  })

  it('name an address that is none', () => {
    expect(() => readSettings({ UPSTREAM_URL: 'api' })).toThrow(
      'UPSTREAM_URL is no address: write something like https://api.cometapi.com.',
    )
  })
})
