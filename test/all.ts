// `npm test`: all checks, ordered so that cheap ones fail first. Ends with the ten slowest tests, a list of what was checked, and a line
// `N passed, N failed`.

import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { relative } from 'node:path'

type Outcome = {
  readonly name: string
  readonly isGood: boolean
  readonly seconds: number
  readonly passed: number
  readonly failed: number
  readonly tests: readonly TimedTest[]
}

type TimedTest = { readonly file: string; readonly title: string; readonly seconds: number }

/** The part of a vitest report that is read. */
type Report = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly name: string
    /** Durations in ms. */
    readonly assertionResults: readonly { readonly fullName: string; readonly duration?: number | null }[]
  }[]
}

function run(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0' } })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

async function check(name: string, command: string, ...args: string[]): Promise<Outcome> {
  const from = Date.now()
  console.log(`\n— ${name}`)
  const isGood = await run(command, args)
  return { name, isGood, seconds: (Date.now() - from) / 1000, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, tests: [] }
}

/** The counts of vitest's own report. A run without a report has failed. */
async function tests(name: string, ...projects: string[]): Promise<Outcome> {
  const report = `out/${name}.json`
  await rm(report, { force: true })
  // Use both cores; by default the runner leaves one free.
  const reporting = ['--maxWorkers=2', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const outcome = await check(name, 'vitest', 'run', ...reporting, ...projects.flatMap((project) => ['--project', project]))
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(await readFile(report, 'utf8')) as Report
    return {
      ...outcome,
      passed: numPassedTests,
      failed: Math.max(numFailedTests, outcome.isGood ? 0 : 1),
      tests: testResults.flatMap(timedTests),
    }
  } catch {
    return { ...outcome, isGood: false, passed: 0, failed: 1 }
  }
}

function timedTests({ name, assertionResults }: Report['testResults'][number]): readonly TimedTest[] {
  const file = relative(process.cwd(), name)
  return assertionResults.map(({ fullName, duration }) => ({ file, title: fullName, seconds: (duration ?? 0) / 1000 }))
}

const outcomes = [
  await check('build', 'node', 'build.mjs'),
  // In parallel, because most of them use only one core.
  ...(await Promise.all([
    check('types', 'tsc', '-b'),
    check('lint', 'oxlint', '--type-aware', '--deny-warnings'),
    check('format', 'oxfmt', '--check'),
    check('unused code', 'knip'),
  ])),
  // In parallel, because the journeys wait for their browser half of the time.
  ...(await Promise.all([tests('tests', 'views', 'tests'), tests('journey', 'journey')])),
]

const slowest = outcomes.flatMap(({ tests: timed }) => timed).sort((a, b) => b.seconds - a.seconds)
console.log('\nThe ten slowest tests')
for (const { file, title, seconds } of slowest.slice(0, 10))
  console.log(`${seconds.toFixed(1).padStart(6)} s  ${file}  ${title.slice(0, 90)}`)

console.log('')
for (const { name, isGood, seconds } of outcomes) console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(0)} s)`)

function sum(count: (outcome: Outcome) => number): number {
  return outcomes.reduce((total, outcome) => total + count(outcome), 0)
}

const failed = sum((outcome) => outcome.failed)
console.log(`${sum((outcome) => outcome.passed)} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
