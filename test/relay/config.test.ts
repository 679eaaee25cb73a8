import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { readConfig, type Config, type Env } from '../../relay/config.ts'
import { root } from '../../playground/serve/bundle.ts'
import { OTHER_TOKEN, TOKEN } from './support.ts'

const team: Env = { COMETAPI_API_KEY: 'sk-team', TEAM_TOKENS: `${TOKEN}, ${OTHER_TOKEN}` }

const stateIsAway = 'STATE_URL: the state at 127.0.0.1:1 does not answer: start it, or correct the address.'

const s3: Env = { KEEP_PICTURES_S3: 'https://s3.example/pictures', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }

function faultsOf(env: Env): readonly string[] {
  const read = readConfig(env)
  return read.kind === 'faults' ? read.faults : []
}

function configOf(env: Env): Config {
  const read = readConfig(env)
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'))
  return read.config
}

describe('an environment', () => {
  it('may be empty: then everybody comes with a key of their own', () => {
    expect(configOf({})).toEqual({
      port: 8787,
      host: '127.0.0.1',
      services: [{ id: 'cometapi', url: 'https://api.cometapi.com', key: undefined }],
      comfyuiGraph: undefined,
      publicUrl: undefined,
      team: undefined,
      imageHosts: [],
      maxImageBytes: 40_000_000,
      models: undefined,
      pictureSecret: undefined,
      keep: undefined,
    })
  })

  it('may say everything', () => {
    const all = configOf({
      ...team,
      PORT: '0',
      HOST: '0.0.0.0',
      UPSTREAM_URL: 'http://localhost:9001/',
      PUBLIC_URL: 'https://relay.example.com/depth/',
      IMAGE_HOSTS: 'cdn.example.com, *.pictures.example ,http://localhost:9000',
      MAX_IMAGE_BYTES: '1000',
      REQUESTS_PER_MINUTE: '60',
      ALLOWED_MODELS: 'flux-pro-1.0-depth,flux-2-pro',
      PICTURE_SECRET: 'twelve-or-more',
      KEEP_PICTURES_MINUTES: '90',
      KEEP_PICTURES_DIR: '/var/pictures',
    })
    expect(all).toEqual({
      port: 0,
      host: '0.0.0.0',
      services: [{ id: 'cometapi', url: 'http://localhost:9001', key: 'sk-team' }],
      comfyuiGraph: undefined,
      publicUrl: 'https://relay.example.com/depth',
      team: { tokens: [TOKEN, OTHER_TOKEN], requestsPerMinute: 60 },
      imageHosts: ['cdn.example.com', '*.pictures.example', 'http://localhost:9000'],
      maxImageBytes: 1000,
      models: ['flux-pro-1.0-depth', 'flux-2-pro'],
      pictureSecret: 'twelve-or-more',
      keep: { minutes: 90, maxBytes: 10_000_000_000, dir: '/var/pictures' },
    })
  })

  it('may hold variables without a value, which count as not there', () => {
    expect(configOf({ PORT: '', COMETAPI_API_KEY: ' ', TEAM_TOKENS: '', IMAGE_HOSTS: '', KEEP_PICTURES_MINUTES: '' })).toEqual(configOf({}))
    expect(faultsOf({ COMETAPI_API_KEY: 'sk-team', TEAM_TOKENS: '' })).toEqual([expect.stringMatching(/without TEAM_TOKENS/)])
  })

  it('may name several services, each with its key and address', () => {
    const env = { SERVICE: 'cometapi,comfy-router,comfyui', COMETAPI_API_KEY: 'sk-a', SERVICE_KEY_COMFY_ROUTER: 'comfyui-b' }
    const { services } = configOf({ ...env, TEAM_TOKENS: TOKEN, UPSTREAM_URL_COMFYUI: 'http://10.0.0.5:8188' })
    expect(services).toEqual([
      { id: 'cometapi', url: 'https://api.cometapi.com', key: 'sk-a' },
      { id: 'comfy-router', url: 'https://api.comfy.org', key: 'comfyui-b' },
      { id: 'comfyui', url: 'http://10.0.0.5:8188', key: undefined },
    ])
    expect(configOf({ SERVICE: 'comfyui', TEAM_TOKENS: TOKEN }).services).toEqual([
      { id: 'comfyui', url: 'http://127.0.0.1:8188', key: undefined },
    ])
    expect(configOf({ SERVICE: 'fal', SERVICE_KEY: 'a', TEAM_TOKENS: TOKEN, UPSTREAM_URL: 'http://localhost:1' }).services).toEqual([
      { id: 'fal', url: 'http://localhost:1', key: 'a' },
    ])
  })

  it('with a token that can be guessed is warned of, and never told', () => {
    const read = readConfig({ ...team, TEAM_TOKENS: `${TOKEN},hello` })
    expect(read).toMatchObject({ kind: 'config', warnings: [expect.stringMatching(/^TEAM_TOKENS: entry 2 is short(?!.*hello)/)] })
    expect(readConfig(team)).toMatchObject({ warnings: [] })
  })

  it('that allows a model which no service here is known to offer is warned of', () => {
    const read = readConfig({
      SERVICE: 'cometapi,comfyui',
      COMETAPI_API_KEY: 'sk-a',
      TEAM_TOKENS: TOKEN,
      ALLOWED_MODELS: 'flux-2-pro,flux-3',
    })
    const sentence = 'ALLOWED_MODELS: cometapi and comfyui are not known to offer "flux-3". /v1/models lists what is offered.'
    expect(read).toMatchObject({ kind: 'config', warnings: [sentence], config: { models: ['flux-2-pro', 'flux-3'] } })
    expect(readConfig({ ALLOWED_MODELS: 'flux-pro-1.0-depth,flux-pro-1-0-canny,flux-2-flex' })).toMatchObject({ warnings: [] })
  })

  it.each<[string, Env, RegExp]>([
    ['a port in words', { PORT: 'many' }, /^PORT is "many": write a whole number from 0 to 65535\.$/],
    ['a port too high', { PORT: '70000' }, /^PORT is "70000"/],
    ['a negative port', { PORT: '-1' }, /^PORT/],
    ['half a number', { MAX_IMAGE_BYTES: '1.5' }, /^MAX_IMAGE_BYTES is "1\.5"/],
    ['a number with a unit', { MAX_IMAGE_BYTES: '20MB' }, /^MAX_IMAGE_BYTES is "20MB"/],
    ['no bytes at all', { MAX_IMAGE_BYTES: '0' }, /^MAX_IMAGE_BYTES/],
    [
      'an upstream that is no address',
      { UPSTREAM_URL: 'api.cometapi.com' },
      /^UPSTREAM_URL is no address: write something like https:\/\/api\.cometapi\.com\.$/,
    ],
    [
      'an address of its own service that is none',
      { SERVICE: 'comfyui', UPSTREAM_URL_COMFYUI: 'gpu' },
      /^UPSTREAM_URL_COMFYUI is no address: write something like http:\/\/127\.0\.0\.1:8188\.$/,
    ],
    [
      'one address for two services',
      { SERVICE: 'cometapi,comfyui', UPSTREAM_URL: 'http://gpu:8188' },
      /^UPSTREAM_URL is one address for cometapi and comfyui: write UPSTREAM_URL_COMETAPI, UPSTREAM_URL_COMFYUI\.$/,
    ],
    [
      'the address of another service',
      { SERVICE: 'bfl', UPSTREAM_URL: 'https://api.cometapi.com' },
      /^The address for bfl is that of cometapi: leave UPSTREAM_URL out, or name cometapi in SERVICE\.$/,
    ],
    ['an upstream by ftp', { UPSTREAM_URL: 'ftp://api.cometapi.com' }, /^UPSTREAM_URL is no http or https address/],
    [
      'an upstream with a password',
      { UPSTREAM_URL: 'https://me:secret@api.example' },
      /^UPSTREAM_URL holds a name or password(?!.*secret)/,
    ],
    ['an upstream with a query', { UPSTREAM_URL: 'https://api.example/?a=b' }, /^UPSTREAM_URL has something behind its path/],
    [
      'a public address of no kind',
      { PUBLIC_URL: 'relay' },
      /^PUBLIC_URL is no address: write something like https:\/\/relay\.example\.com\.$/,
    ],
    ['a key without tokens', { COMETAPI_API_KEY: 'sk-team' }, /^COMETAPI_API_KEY is set without TEAM_TOKENS/],
    ['tokens without a key', { TEAM_TOKENS: TOKEN }, /^TEAM_TOKENS is set without COMETAPI_API_KEY/],
    ['a key with a line break', { ...team, COMETAPI_API_KEY: 'sk\nteam' }, /^COMETAPI_API_KEY has spaces or characters/],
    ['an empty token', { ...team, TEAM_TOKENS: `${TOKEN},` }, /^TEAM_TOKENS has an empty entry: take out a comma\.$/],
    [
      'the same token twice',
      { ...team, TEAM_TOKENS: `${TOKEN},${TOKEN}` },
      /^TEAM_TOKENS: entry 1 is there twice: give each designer a token of their own\.$/,
    ],
    ['a token no header can carry', { ...team, TEAM_TOKENS: 'bücher-und-bilder' }, /^TEAM_TOKENS: entry 1 has characters/],
    ['the key as a token', { COMETAPI_API_KEY: TOKEN, TEAM_TOKENS: TOKEN }, /^TEAM_TOKENS: entry 1 is the key itself/],
    ['a limit for nobody', { REQUESTS_PER_MINUTE: '5' }, /^REQUESTS_PER_MINUTE counts for each team token/],
    ['a limit of none', { ...team, REQUESTS_PER_MINUTE: '0' }, /^REQUESTS_PER_MINUTE is "0"/],
    ['an empty image host', { IMAGE_HOSTS: 'cdn.example,' }, /^IMAGE_HOSTS has an empty entry: take out a comma\.$/],
    ['an image host with a path', { IMAGE_HOSTS: 'http://localhost:9000/a' }, /^IMAGE_HOSTS: "http:\/\/localhost:9000\/a" is no host/],
    ['an image host of everything', { IMAGE_HOSTS: '*' }, /^IMAGE_HOSTS: "\*" is no host/],
    ['an image host with a user', { IMAGE_HOSTS: 'https://a@cdn.example' }, /^IMAGE_HOSTS/],
    ['an image host by another protocol', { IMAGE_HOSTS: 'file://cdn.example' }, /^IMAGE_HOSTS/],
    [
      'a model that is none',
      { ALLOWED_MODELS: 'gpt-4' },
      /^ALLOWED_MODELS: "gpt-4" is no model's name: write one like flux-pro-1\.0-depth\.$/,
    ],
    ['half a model', { ALLOWED_MODELS: 'flux-' }, /^ALLOWED_MODELS: "flux-" is no model's name: write one like flux-pro-1\.0-depth\.$/],
    ['all hosts of a kind without https', { IMAGE_HOSTS: 'http://*.example' }, /^IMAGE_HOSTS: "http:\/\/\*\.example" is no host/],
    ['a word for numbers that no header can carry', { METRICS_TOKEN: 'two words' }, /^METRICS_TOKEN has spaces/],
    ['a key of a service that nobody knows', { SERVICE_KEY_FLA: 'a' }, /^SERVICE_KEY_FLA is set, and no service is called that\./],
    ['a short picture secret', { PICTURE_SECRET: 'short' }, /^PICTURE_SECRET is too short/],
    [
      'keeping without a team',
      { KEEP_PICTURES_MINUTES: '60' },
      /^KEEP_PICTURES_MINUTES needs team mode, .*: set SERVICE_KEY and TEAM_TOKENS, or leave it out\.$/,
    ],
    ['keeping for ever', { ...team, KEEP_PICTURES_MINUTES: '99999999' }, /^KEEP_PICTURES_MINUTES is "99999999"/],
    ['a place without a time', { ...team, KEEP_PICTURES_DIR: '/tmp/x' }, /^KEEP_PICTURES_DIR is set without KEEP_PICTURES_MINUTES/],
    ['a state of another kind', { STATE_URL: 'postgres://me:secret@db' }, /^STATE_URL is no address of a Valkey or Redis(?!.*secret)/],
    [
      'a budget in words',
      { ...team, BUDGET_PICTURES_PER_DAY: 'many' },
      /^BUDGET_PICTURES_PER_DAY is "many": write a whole number of pictures\.$/,
    ],
    ['a budget of half a picture', { ...team, BUDGET_PICTURES_PER_MONTH: '1.5' }, /^BUDGET_PICTURES_PER_MONTH is "1\.5"/],
    [
      'a budget in another currency',
      { ...team, BUDGET_USD_PER_DAY: '12 EUR' },
      /^BUDGET_USD_PER_DAY is "12 EUR": write an amount of US dollars/,
    ],
    ['a budget below nothing', { ...team, BUDGET_USD_PER_MONTH: '-5' }, /^BUDGET_USD_PER_MONTH is "-5"/],
    ['a budget for nobody', { BUDGET_USD_PER_MONTH: '5' }, /^BUDGET_USD_PER_MONTH counts for each team token/],
    ['a price without a budget', { ...team, UNKNOWN_PRICE_USD: '5' }, /^UNKNOWN_PRICE_USD is set without a budget/],
    ['two places', { ...team, KEEP_PICTURES_MINUTES: '5', KEEP_PICTURES_DIR: '/x', ...s3 }, /^KEEP_PICTURES_DIR and KEEP_PICTURES_S3/],
    [
      'a storage without keys',
      { ...team, KEEP_PICTURES_MINUTES: '5', KEEP_PICTURES_S3: 'https://s3.example/a' },
      /needs AWS_ACCESS_KEY_ID/,
    ],
    [
      'a storage at no address',
      { ...team, KEEP_PICTURES_MINUTES: '5', ...s3, KEEP_PICTURES_S3: 'pictures' },
      /^KEEP_PICTURES_S3 is no address: write something like https:\/\/s3\.eu-central-1\.amazonaws\.com\/pictures\.$/,
    ],
    ['a storage without a bucket', { ...team, KEEP_PICTURES_MINUTES: '5', ...s3, KEEP_PICTURES_S3: 'https://s3.example' }, /no bucket/],
    [
      'a service that does not exist',
      { SERVICE: 'midjourney' },
      /^SERVICE: "midjourney" is no service that is known here\. Choose from cometapi, comfy-router, bfl, replicate, fal, comfyui\.$/,
    ],
    ['a service twice', { SERVICE: 'fal,fal', TEAM_TOKENS: TOKEN, SERVICE_KEY_FAL: 'a' }, /^SERVICE: fal is there twice: name it once\.$/],
    [
      'a key of a service that is not there',
      { SERVICE: 'bfl', SERVICE_KEY_FAL: 'a', TEAM_TOKENS: TOKEN, SERVICE_KEY: 'b' },
      /^SERVICE_KEY_FAL is set, and SERVICE does not name fal: add that to SERVICE, or leave this out\.$/,
    ],
    [
      'the key of another service',
      { SERVICE: 'bfl', SERVICE_KEY: 'comfyui-123', TEAM_TOKENS: TOKEN },
      /^The key for bfl is one of comfy-router/,
    ],
    [
      'CometAPI’s key for another service',
      { SERVICE: 'bfl', SERVICE_KEY: 'b', COMETAPI_API_KEY: 'sk-a', TEAM_TOKENS: TOKEN },
      /^COMETAPI_API_KEY is a key of CometAPI, and SERVICE names bfl/,
    ],
    ['two keys that mean the same', { ...team, SERVICE_KEY: 'sk-other' }, /^SERVICE_KEY and COMETAPI_API_KEY mean the same and differ/],
    ['a service’s key without tokens', { SERVICE: 'fal', SERVICE_KEY: 'a' }, /^SERVICE_KEY is set without TEAM_TOKENS/],
    [
      'several services and a key for one',
      { SERVICE: 'cometapi,comfy-router', TEAM_TOKENS: TOKEN, COMETAPI_API_KEY: 'sk-a' },
      /^SERVICE_KEY_COMFY_ROUTER is missing/,
    ],
    ['a graph for nobody', { COMFYUI_GRAPH: 'lora' }, /^COMFYUI_GRAPH is set, and SERVICE names no comfyui/],
    ['the old name of the key', { TEAM_KEY: 'sk-old' }, /^TEAM_KEY is gone: put the key into COMETAPI_API_KEY/],
  ])('with %s has one fault, said in a sentence', (_name, env, sentence) => {
    expect(faultsOf(env)).toEqual([expect.stringMatching(sentence)])
  })
})

describe.skipIf(process.platform !== 'linux')('a relay at an address of its own', () => {
  it('names that address where it says that it listens', async () => {
    const { PATH, HOME } = process.env
    const relay = spawn(process.execPath, ['--import', 'tsx', 'relay/main.ts'], {
      cwd: root,
      env: { PATH, HOME, PORT: '0', HOST: '127.0.0.2' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [told] = (await once(relay.stdout, 'data')) as [Buffer]
    relay.kill()
    expect(told.toString()).toMatch(/ on http:\/\/127\.0\.0\.2:\d+, /)
  })
})

describe('a start that fails', () => {
  const run = (env: Env, ...words: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const { PATH, HOME } = process.env
      execFile(
        process.execPath,
        ['--import', 'tsx', 'relay/main.ts', ...words],
        { cwd: root, env: { PATH, HOME, ...env } },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      )
    })

  it('says all faults at once, one a line, and ends with 1', async () => {
    const ended = await run({ PORT: 'x', IMAGE_HOSTS: ',', COMETAPI_API_KEY: 'sk-very-secret' })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toBe('')
    expect(ended.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^PORT/),
      expect.stringMatching(/^COMETAPI_API_KEY is set without TEAM_TOKENS/),
      expect.stringMatching(/^IMAGE_HOSTS/),
    ])
    expect(ended.stderr).not.toContain('sk-very-secret')
  })

  it('names a state that does not answer, and listens to nobody', async () => {
    const ended = await run({ STATE_URL: 'redis://me:secret@127.0.0.1:1', PORT: '0' })
    expect(ended).toEqual({ code: 1, stdout: '', stderr: `${stateIsAway}\n` })
  })

  it('of a worker is a sentence as well', async () => {
    const [bare, alone] = await Promise.all([
      run({ UPSTREAM_URL: 'gpu' }, 'worker'),
      run({ STATE_URL: 'redis://me:secret@127.0.0.1:1' }, 'worker'),
    ])
    expect([bare.code, bare.stdout, bare.stderr.split('\n')]).toEqual([
      1,
      '',
      [expect.stringMatching(/^UPSTREAM_URL is no address/), expect.stringMatching(/^STATE_URL is missing/), ''],
    ])
    expect(alone).toEqual({ code: 1, stdout: '', stderr: `${stateIsAway}\n` })
  })

  it('names a port that is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const ended = await run({ PORT: String(port) })
    other.close()
    expect([ended.code, ended.stderr]).toEqual([1, `PORT ${port} is taken by another program: end that, or set PORT to another number.\n`])
  })

  it('names an address that this machine does not have', async () => {
    const ended = await run({ HOST: '203.0.113.1', PORT: '0' })
    expect([ended.code, ended.stderr]).toEqual([
      1,
      'HOST "203.0.113.1" is no address of this machine: write something like 127.0.0.1 or 0.0.0.0.\n',
    ])
  })

  it('names a place where nothing can be kept', async () => {
    const kept = { ...team, KEEP_PICTURES_MINUTES: '5', PORT: '0' }
    const [inFile, nowhere] = await Promise.all([
      run({ ...kept, KEEP_PICTURES_DIR: '/dev/null/x' }),
      run({ ...kept, KEEP_PICTURES_DIR: '/proc/x/y' }),
    ])
    expect(inFile).toEqual({
      code: 1,
      stdout: '',
      stderr: 'KEEP_PICTURES_DIR: nothing can be kept in /dev/null/x: name a directory that this user may write to.\n',
    })
    expect([nowhere.code, nowhere.stdout, nowhere.stderr]).toEqual([
      1,
      '',
      expect.stringMatching(/^KEEP_PICTURES_DIR: nothing can be kept/),
    ])
  })
})
