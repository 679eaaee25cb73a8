// What Figma reads before it runs the plugin. There is no official schema to check against, so these are its rules.

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

function read(name: string): string {
  return readFileSync(new URL(name, `file://${root}`), 'utf8')
}

type Manifest = {
  readonly name: string
  readonly id: string
  readonly api: string
  readonly main: string
  readonly ui: string
  readonly documentAccess: string
  readonly editorType: readonly string[]
  readonly networkAccess: {
    readonly allowedDomains: readonly string[]
    readonly devAllowedDomains: readonly string[]
    readonly reasoning: string
  }
  readonly relaunchButtons: readonly { readonly command: string; readonly name: string }[]
}

const manifest = JSON.parse(read('manifest.json')) as Manifest
const { networkAccess: network } = manifest

describe('the manifest', () => {
  it('has the fields that Figma asks for, and no others', () => {
    const asked = ['name', 'id', 'api', 'main', 'ui', 'documentAccess', 'editorType', 'networkAccess', 'relaunchButtons']
    expect(Object.keys(manifest).sort()).toEqual(asked.sort())
    expect(manifest).toMatchObject({ api: '1.0.0', documentAccess: 'dynamic-page', editorType: ['figma'] })
    expect(manifest.name).toMatch(/\S/)
    expect(manifest.id).toMatch(/\S/)
  })

  it('asks for nothing that a public plugin must not have', () => {
    for (const field of [
      'permissions',
      'capabilities',
      'enableProposedApi',
      'enablePrivatePluginApi',
      'build',
      'containsWidget',
      'widgetApi',
    ])
      expect(manifest).not.toHaveProperty(field)
  })

  it('lets the service and the picture’s hosts in, by https, and no one else', () => {
    expect(network.allowedDomains).toEqual([
      'https://api.cometapi.com',
      'https://*.cometapi.com',
      'https://*.bfl.ai',
      'https://bfldeliverysc.blob.core.windows.net',
      'https://bfldeliveryprod.blob.core.windows.net',
    ])
    for (const domain of network.allowedDomains) expect(domain).toMatch(/^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/)
  })

  it('names this machine for development by name, as Figma takes no address', () => {
    for (const domain of network.devAllowedDomains) expect(domain).toMatch(/^https?:\/\/localhost(:\d+)?$/)
  })

  it('gives a reason that says what leaves, and to whom', () => {
    for (const word of ['picture', 'prompt', 'CometAPI', 'key']) expect(network.reasoning).toContain(word)
    expect(network.reasoning).toMatch(/\.$/)
  })

  it('lists the relaunch buttons that results carry', () => {
    expect(manifest.relaunchButtons.map(({ command }) => command)).toEqual(['restyle', 'remix', 'more'])
    expect(read('src/code/job/placeholder.ts')).toContain("setRelaunchData({ restyle: '', remix: '', more: '' })")
  })
})

describe('the built files', () => {
  beforeAll(() => {
    if (!existsSync(new URL(manifest.main, `file://${root}`)) || !existsSync(new URL(manifest.ui, `file://${root}`)))
      // If a file exceeds its size limit, the build exits with 1 but writes both files.
      spawnSync(process.execPath, ['build.mjs'], { cwd: root })
  }, 60_000)

  it('are where the manifest says', () => {
    expect(read(manifest.main).length).toBeGreaterThan(1000)
    expect(read(manifest.ui)).toContain('<script>')
  })

  it('load nothing from elsewhere, and ship no source map', () => {
    expect(read(manifest.ui)).not.toMatch(/<script[^>]+src=|<link[^>]+href=|@import|sourceMappingURL/)
    expect(read(manifest.main)).not.toContain('sourceMappingURL')
  })

  it('are written in the JavaScript that the sandbox knows', () => {
    expect(read(manifest.main)).not.toMatch(/\?\?=|\|\|=|&&=|\bimport\s*\(|\bawait\s+import\b/)
  })
})
