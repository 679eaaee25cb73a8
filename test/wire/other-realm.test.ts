// With "Use Developer VM", values that Figma makes come from another realm (figma-audit T).

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readNumber, readRecord } from '../../src/core/base/read.ts'
import { bytesOf, seeded } from '../support/chance.ts'
import { pngOf } from '../support/pixels.ts'
import { frameScript, newHost, openPlugin } from '../support/plugin.ts'
import { restyle } from '../support/restyle.ts'

/** A PNG that is too large for one message. */
function noise(settings: unknown): Promise<Uint8Array> {
  const width = readNumber(readRecord(readRecord(settings).constraint).value, 1024)
  const height = Math.round(width * 0.75)
  return pngOf({ width, height, rgba: new Uint8ClampedArray(bytesOf(seeded(1), 4 * width * height)) })
}

describe('in the developer VM', () => {
  it('pictures of more than a slice cross both ways', async () => {
    const host = await newHost({ otherRealm: true, exportNode: (_, settings) => noise(settings) })
    const id = await host.author<string>(frameScript())
    const plugin = await openPlugin(host)
    const [result = ''] = await restyle(plugin, id)
    expect(host.describe(result)?.['fills']).toMatchObject([{ type: 'IMAGE' }])
    expect(plugin.run.problems).toEqual([])
  })

  it('nothing in the sandbox asks for the realm of what Figma makes', () => {
    const asking = ['src/core', 'src/code'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(folder, name))
        .filter((file) => /instanceof (?:Uint8Array|ArrayBuffer|Error|TypeError|Date|Map|Set|Promise)\b/.test(readFileSync(file, 'utf8'))),
    )
    expect(asking).toEqual([])
  })
})
