// Builds for a team and for publishing, made in a copy of the files that a build reads.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const copied = ['build', 'build.mjs', 'docs', 'manifest.json', 'package.json', 'SECURITY.md', 'tsconfig.base.json']

let folder = ''

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

type Network = { readonly allowedDomains: readonly string[]; readonly devAllowedDomains?: readonly string[]; readonly reasoning: string }

function network(name: string): Network {
  return (JSON.parse(read(name)) as { networkAccess: Network }).networkAccess
}

function build(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build.mjs', ...args], { cwd: folder, encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}

function restore(): void {
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true })
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-'))
  for (const name of ['src', 'node_modules']) symlinkSync(join(root, name), join(folder, name))
  restore()
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('a build', () => {
  it('of a team has its relay in both manifests and as the address that is used at first', () => {
    const { status, said } = build('--relay', 'https://relay.example.com/depth/')
    expect(said).toContain('https://relay.example.com is allowed')
    expect(status).toBe(0)
    for (const name of ['manifest.json', 'dist/manifest.json']) expect(network(name).allowedDomains).toContain('https://relay.example.com')
    expect(network('dist/manifest.json').reasoning).toMatch(/^When you press Restyle, .* relay\.example\.com, the relay of your team/)
    expect(read('dist/ui.html')).toContain('"https://relay.example.com/depth"')
    expect(JSON.parse(read('dist/manifest.json'))).toMatchObject({ main: 'code.js', ui: 'ui.html' })

    const once = read('manifest.json')
    build('--relay', 'https://relay.example.com/depth/flux/v1/')
    expect(read('manifest.json')).toBe(once)
    expect(read('dist/ui.html')).toContain('"https://relay.example.com/depth"')
    restore()
  })

  it.each(['code.js', 'ui.html'])('holds no letter beyond ASCII in %s: one would double what the browser has to hold and read', (name) => {
    const text = readFileSync(join(root, 'dist', name), 'utf8')
    expect(Buffer.byteLength(text, 'utf8')).toBe(text.length)
  })

  it('shortens names of members that only one world says, and none that is read elsewhere', () => {
    const [sandbox = '', window = ''] = ['code.js', 'ui.html'].map((name) => readFileSync(join(root, 'dist', name), 'utf8'))
    expect(window).not.toMatch(/\bonPress\b/)
    expect(sandbox).not.toMatch(/\bundoSteps\b/)
    // Names used on the wire, in the document, by the service, the keyboard, the browser and elements.
    for (const name of ['remoteId', 'createdAt', 'givesLight']) expect(`${sandbox} ${window}`).toContain(name)
    for (const name of ['Prefer', 'input_image_2', 'ArrowLeft', 'onPointerUp', 'describedby']) expect(window).toContain(name)
  })

  it('for a relay on this computer allows it in development alone', () => {
    expect(build('--relay=http://localhost:9999').status).toBe(0)
    expect(network('manifest.json').devAllowedDomains).toEqual(['http://localhost:9999', 'http://localhost:8787'])
    expect(network('manifest.json').allowedDomains).not.toContain('http://localhost:9999')
    restore()
  })

  it.each([
    [['--relay'], '--relay needs an address'],
    [['--relay', 'relay.example.com'], 'takes an address like https://'],
    [['--relay', 'http://relay.example.com'], 'begins with https://'],
    [['--relay', 'ftp://relay.example.com'], 'begins with https://'],
    [['--relay', 'https://me:secret@relay.example.com'], 'without a name and password'],
    [['--relay', 'https://relay.example.com/?token=1'], 'without ? and #'],
    [['--relay', 'https://*.example.com'], 'the address of one relay, without *'],
    [['--relay', 'https://10.0.0.1'], 'no addresses of numbers'],
    [['--relay', 'http://127.0.0.1:8787'], 'localhost by its name'],
    [['--publish', '--relay', 'http://localhost:8787'], 'cannot reach localhost'],
    [['--relais', 'https://relay.example.com'], 'knows --relay <address> and --publish'],
  ])('says what is wrong with %j, and writes nothing', (args, sentence) => {
    const before = read('manifest.json')
    const { status, said } = build(...args)
    expect(said).toContain(sentence)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(status).toBe(1)
    expect(read('manifest.json')).toBe(before)
  })

  it('for publishing names every place that is still open, and is made once there is none', () => {
    const fill = (name: string, by: (text: string) => string): void => writeFileSync(join(folder, name), by(read(name)))
    // Opened here, because somebody who publishes has filled them in.
    fill('manifest.json', (text) => text.replace(/"id": "[^"]*"/, '"id": "depth-restyle-dev"'))
    fill('docs/listing/contacts.json', (text) => text.replaceAll(/: "[^"]*"/g, ': "SET ME: an address"'))
    for (const name of ['SECURITY.md', 'docs/privacy.md']) fill(name, (text) => `SET ME: an address\n\n${text}`)
    const refused = build('--publish')
    expect(refused.status).toBe(1)
    for (const place of [
      'manifest.json: "id"',
      ...[2, 3, 4].map((line) => `docs/listing/contacts.json:${line}`),
      'SECURITY.md:1',
      'docs/privacy.md:1',
    ])
      expect(refused.said).toContain(place)

    for (const name of ['docs/listing/contacts.json', 'SECURITY.md', 'docs/privacy.md'])
      fill(name, (text) => text.replaceAll(/SET ME: [^".(]*/g, 'https://example.com/help '))
    fill('manifest.json', (text) => text.replace('depth-restyle-dev', '1234567890123456789'))
    const { status, said } = build('--publish')
    expect(said).not.toContain('must be filled in')
    expect(status).toBe(0)
    expect(network('dist/manifest.json')).not.toHaveProperty('devAllowedDomains')
    expect(read('dist/ui.html')).toContain('https://example.com/help')
    restore()
  })
})
