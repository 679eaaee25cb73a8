// A Chromium as a user starts it. No DevTools are attached, because they copy the body of every request, which would distort the measurement (perf).

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../../playground/chromium.ts'
import type { BenchServer } from './server.ts'

const waitMs = 240_000

/** Opens a page of the server and returns what it reports. */
export async function report(server: BenchServer, path: string): Promise<unknown> {
  const { executablePath, env } = await findChromium()
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  const result = server.result()
  const child = spawn(executablePath, [...flags, `--user-data-dir=${folder}`, server.url + path], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let timer: ReturnType<typeof setTimeout> | undefined
  const broken = new Promise<never>((_, reject) => {
    child.once('error', reject)
    void exited.then(() => reject(new Error('Chromium ended before its page had reported.')))
    timer = setTimeout(() => reject(new Error(`${path} reported nothing in ${waitMs / 1000} s.`)), waitMs)
  })
  try {
    return await Promise.race([result, broken])
  } finally {
    clearTimeout(timer)
    broken.catch(() => {})
    child.kill()
    await exited
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
