import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calibrate, pictureCount, subject, writeCalibration } from '../../playground/calibrate.ts'
import { paint } from '../../playground/service/engine/engine.ts'
import { type Framing, asSent } from '../../playground/service/engine/framing.ts'
import { stops } from '../../src/core/model/stops.ts'
import { modelOf } from '../support/models.ts'

const depth = modelOf('flux-depth-pro')

/** A model that loses the more, the less guidance it gets. */
function losing(guidance: number): Framing {
  const width = Math.max(0, 0.8 - guidance / 50)
  return width === 0 ? asSent : { ...asSent, lost: { x: 0.1, y: 0.2, width, height: 0.6 } }
}

describe('measuring the geometry dial', () => {
  it('makes two pictures at each stop and gives the mean of what they kept', async () => {
    const asked: unknown[] = []
    const kept = await calibrate(
      depth,
      async ({ values, seed, sent, prompt }, picture) => {
        asked.push([values.guidance, seed])
        const framing = losing(Number(values.guidance))
        return (await paint({ picture, prompt, seed, format: 'png', mode: 'identity', hasMark: false, size: sent, framing })).bytes
      },
      () => {},
    )
    expect(asked).toHaveLength(pictureCount)
    expect(stops.map((stop) => kept[stop])).toEqual(stops.map((stop) => kept[stop]).sort((a, b) => a - b))
    expect(kept.exact).toBe(1)
    expect(kept.free).toBeLessThan(0.9)
  })

  it('says which picture failed, and knows nothing then', async () => {
    const failing = calibrate(
      depth,
      () => Promise.reject(new Error('No credit left.')),
      () => {},
    )
    await expect(failing).rejects.toThrow('Free, seed 11: No credit left. Nothing was written.')
  })

  it('writes what was measured beside that of other models, as the formatter wants it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'calibration-'))
    try {
      const file = join(folder, 'calibrations.ts')
      await writeFile(file, await readFile('src/core/model/calibrations.ts', 'utf8'))
      const measured = {
        service: 'api.cometapi.com',
        date: '2026-11-29',
        kept: { free: 0.6, loose: 0.7, balanced: 0.8, firm: 0.9, exact: 0.95 },
      }
      await writeCalibration(file, depth.id, measured, { other: measured })
      const { calibrations } = (await import(file)) as { calibrations: unknown }
      expect(calibrations).toEqual({ other: measured, [depth.id]: measured })
      const { status, stdout } = spawnSync('node_modules/.bin/oxfmt', ['-c', '.oxfmtrc.json', '--check', file], { encoding: 'utf8' })
      expect([status, stdout]).toEqual([0, expect.stringContaining('correct format')])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('has a subject with lines to lose', async () => {
    expect((await subject()).length).toBeGreaterThan(1000)
  })
})
