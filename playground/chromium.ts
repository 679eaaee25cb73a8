// Finds a Chromium and starts it with its sandbox off; the restrictions for web pages are the same as in every browser.

import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

export type Found = { executablePath: string; env?: Record<string, string> }

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell']

/** Looks at $CHROMIUM, then for a system browser, then for the one from npm. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<Found> {
  if (env.CHROMIUM) {
    if (await isThere(env.CHROMIUM)) return { executablePath: env.CHROMIUM }
    throw new Error(`CHROMIUM is "${env.CHROMIUM}", and there is no such file: set it to the path of a Chromium, or leave it out.`)
  }
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/Applications/Google Chrome.app/Contents/MacOS']
  for (const name of [...names, 'Google Chrome']) {
    for (const folder of folders) if (await isThere(join(folder, name))) return { executablePath: join(folder, name) }
  }
  return fromNpm()
}

/** `args` come after ours, e.g. `--host-resolver-rules=…`. */
export async function launch(args: readonly string[] = []): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  return chromium.launch({
    executablePath,
    headless: true,
    args: [...ours, ...args],
    ...(env ? { env: { ...process.env, ...env } as Record<string, string> } : {}),
  })
}

const ours = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function fromNpm(): Promise<Found> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Install one, or set CHROMIUM to its path.')
  }
  // The package unpacks its NSS libraries only if it believes to run on this host. Its `args` would switch CORS off and are never used.
  process.env.VERCEL ??= '1'
  const { default: packed } = await import('@sparticuz/chromium')
  const executablePath = await packed.executablePath()
  const { LD_LIBRARY_PATH } = process.env
  return { executablePath, ...(LD_LIBRARY_PATH ? { env: { LD_LIBRARY_PATH } } : {}) }
}
