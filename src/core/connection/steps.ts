// The steps of "Check connection", from the address to the model, as lines that are filled in one after the other. Pure.

import type { Finding } from './finding.ts'

export const checkSteps = ['address', 'manifest', 'reach', 'cors', 'key', 'model'] as const
/** The test picture is made only on request, because it costs money. */
export type CheckStep = (typeof checkSteps)[number] | 'picture'
export type CheckState = 'waiting' | 'running' | 'passed' | 'failed' | 'skipped'

export const checkLabel: Record<CheckStep, string> = {
  address: 'Address',
  manifest: 'Allowed in Figma',
  reach: 'Reachable',
  cors: 'Accepts the plugin',
  key: 'Key',
  model: 'Model',
  picture: 'One picture',
}

export type CheckLine = { readonly step: CheckStep; readonly state: CheckState; readonly finding: Finding | null }

export const initialLines: readonly CheckLine[] = checkSteps.map((step) => ({ step, state: 'waiting', finding: null }))

/** Sets the state of one step. After a failure the following steps are skipped; a step without a line is added at the end. */
export function setStep(lines: readonly CheckLine[], step: CheckStep, state: CheckState, finding: Finding | null): readonly CheckLine[] {
  const position = lines.findIndex((line) => line.step === step)
  if (position < 0) return [...lines, { step, state, finding }]
  return lines.map((line, index) => {
    if (index === position) return { step, state, finding }
    return state === 'failed' && index > position ? { step: line.step, state: 'skipped', finding: null } : line
  })
}

export function isRunning(lines: readonly CheckLine[]): boolean {
  return lines.some(({ state }) => state === 'running' || state === 'waiting')
}

export function hasTestPicture(lines: readonly CheckLine[]): boolean {
  return lines.some(isTestPicture)
}

export function isTestPicture({ step }: CheckLine): boolean {
  return step === 'picture'
}

/** The lines without the test picture. */
export function withoutTestPicture(lines: readonly CheckLine[]): readonly CheckLine[] {
  return lines.filter((line) => !isTestPicture(line))
}

/** Whether the check is finished and every step has passed. */
export function hasPassed(lines: readonly CheckLine[]): boolean {
  const steps = withoutTestPicture(lines)
  return steps.length > 0 && !isRunning(lines) && steps.every(({ state }) => state === 'passed')
}

/** Whether a step passed with advice for the user, because it may have been charged. */
export function hasWarning(lines: readonly CheckLine[]): boolean {
  return withoutTestPicture(lines).some(({ state, finding }) => state === 'passed' && finding !== null && finding.next !== '')
}

/** How a check or a test picture ended, in one or two sentences; empty while it runs. */
export function outcomeOf(lines: readonly CheckLine[]): string {
  if (lines.length === 0 || isRunning(lines)) return ''
  const failed = lines.find(({ state }) => state === 'failed')
  if (failed !== undefined) return `${checkLabel[failed.step]}: ${findingText(failed.finding)}`
  return hasTestPicture(lines) || hasWarning(lines)
    ? findingText(lines[lines.length - 1]?.finding ?? null)
    : 'It works. The service answers, takes this key and offers this model.'
}

function findingText(finding: Finding | null): string {
  return finding === null ? '' : `${finding.message} ${finding.next}`.trim()
}
