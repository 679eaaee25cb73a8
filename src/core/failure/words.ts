// The texts for each failure: one sentence, the next steps, and whether it was charged (law 6). Chosen by code, never by message.

import { thisBuild } from '../base/build.ts'
import type { Charged, Failure, FailureCode, Hold } from './failure.ts'

/** The buttons of a failed job. */
export type Step =
  | 'open-settings'
  | 'open-billing'
  | 'switch-model'
  | 'copy-details'
  | 'send-smaller'
  | 'retry'
  | 'send-again'
  | 'remove'
  | 'edit-prompt'
  | 'new-seed'
  | 'restyle-again'
  | 'check-again'
  | 'open-picture'
  | 'use-relay'
  | 'show'

export const stepLabel: Record<Step, string> = {
  'open-settings': 'Open settings',
  'open-billing': 'Open billing page',
  'switch-model': 'Switch model',
  'copy-details': 'Copy details',
  'send-smaller': 'Send smaller',
  retry: 'Retry',
  'send-again': 'Send again',
  remove: 'Remove',
  'edit-prompt': 'Edit prompt',
  'new-seed': 'New seed',
  'restyle-again': 'Restyle again',
  'check-again': 'Check again',
  'open-picture': 'Open picture',
  'use-relay': 'Use a relay',
  show: 'Show on canvas',
}

type FailureText = { readonly sentence: string; readonly steps: readonly [Step, ...Step[]] }

/** `quoting` makes the sentence where `said` is known. */
type FailureEntry = FailureText & { readonly quoting?: (said: string) => string }

const failureTexts: Record<FailureCode, FailureEntry> = {
  'key-missing': { sentence: 'Add your API key first.', steps: ['open-settings', 'retry'] },
  'key-rejected': { sentence: 'The service does not accept this key.', steps: ['open-settings', 'retry'] },
  'no-credit': { sentence: 'Your account has no credit left.', steps: ['open-billing', 'retry'] },
  forbidden: { sentence: 'This key is not allowed to use this model.', steps: ['open-settings', 'retry'] },
  'model-unavailable': {
    sentence: 'This model is not available now.',
    steps: ['switch-model', 'retry'],
  },
  'web-page': {
    sentence: 'Something between you and the service answered with a web page.',
    steps: ['retry'],
    quoting: (title) => `Something between you and the service answered with a web page: “${title}”.`,
  },
  'bad-request': { sentence: 'The service did not accept the request.', steps: ['copy-details', 'retry'] },
  'too-large': { sentence: 'The picture is too large for the service.', steps: ['send-smaller'] },
  'rate-limited': { sentence: 'The service is busy and asked us to wait.', steps: ['retry'] },
  'service-error': { sentence: 'The service had an error. The picture may have been made.', steps: ['retry', 'copy-details'] },
  'maybe-submitted': {
    sentence: 'Connection lost while sending. The picture may have been made.',
    steps: ['send-again', 'remove'],
    quoting: (host) => `Connection lost while sending. ${host} has not answered this window before: check the address in Settings.`,
  },
  'moderated-request': { sentence: 'Blocked by the content filter (prompt or frame).', steps: ['edit-prompt', 'retry'] },
  'moderated-result': { sentence: 'The result was blocked by the content filter.', steps: ['new-seed', 'edit-prompt'] },
  'task-failed': { sentence: 'The service could not make this picture.', steps: ['retry', 'copy-details'] },
  expired: { sentence: 'The service no longer has this picture.', steps: ['restyle-again', 'remove'] },
  'still-waiting': { sentence: 'The service is still working after a long time. The task is kept.', steps: ['check-again', 'remove'] },
  unreachable: {
    sentence: 'The service cannot be reached.',
    steps: ['check-again'],
    quoting: (host) => `Cannot reach ${host}.`,
  },
  'not-allowed-by-manifest': {
    sentence: 'The plugin’s manifest does not allow this address.',
    steps: ['copy-details', 'open-settings'],
    quoting: notAllowedText,
  },
  'delivery-blocked': {
    sentence: 'The picture is ready, but its host does not let the plugin read it.',
    steps: ['open-picture', 'use-relay', 'check-again'],
  },
  'bad-picture': { sentence: 'The download is incomplete.', steps: ['check-again', 'open-picture'] },
  'export-failed': { sentence: 'Figma could not export this frame.', steps: ['show', 'retry'], quoting: (said) => said },
  'unfit-source': { sentence: 'This shape cannot be restyled.', steps: ['show', 'retry'], quoting: (said) => said },
  'insert-failed': { sentence: 'Figma did not take the picture.', steps: ['check-again', 'copy-details'] },
  internal: { sentence: 'Something went wrong in the plugin.', steps: ['copy-details', 'retry'] },
}

/** @param origin scheme, host and port, as the manifest lists them */
function notAllowedText(origin: string): string {
  const host = origin.replace(/^[a-z]+:\/\//i, '')
  return `This plugin’s manifest does not allow ${host}. Your developer can add it to allowedDomains in manifest.json: Copy details says how.`
}

/** The sentence, quoting `said` where it is known, and the steps. If nothing was sent, the sentence says so. */
export function failureText({ code, charged, said = '', isTold, isFromRelay }: Failure): FailureText {
  const { sentence, steps, quoting } = failureTexts[code]
  // The budget of a team is not the user's account.
  if (isFromRelay && code === 'no-credit' && said !== '') return { sentence: said, steps }
  // `said` is a sentence when it comes from a relay, but only a name or title when this window found it out.
  const speaker = isFromRelay ? 'Your relay' : 'The service'
  const quoted = said === '' ? sentence : quoting === undefined || isTold ? `${sentence} ${speaker} says: “${said}”` : quoting(said)
  return { sentence: code === 'unreachable' && charged === 'no' ? `${quoted} Nothing was sent.` : quoted, steps }
}

/** After these failures the service has no picture to give, so asking for the task again would fail in the same way. */
const finalCodes: ReadonlySet<FailureCode> = new Set(['task-failed', 'moderated-request', 'moderated-result', 'expired'])

/**
 * The buttons of a failed job. If the service still holds the task, it is asked again instead of sending and paying again. "Copy details" is always
 * there.
 */
export function stepsFor(failure: Failure, hold: Hold, { isPublished } = thisBuild): readonly Step[] {
  const steps = failureText(failure).steps.filter((step) => !(isPublished && step === 'use-relay'))
  const canAskAgain = hold !== 'nothing' && !finalCodes.has(failure.code)
  if (failure.code === 'unreachable' && hold === 'nothing') return ['retry', 'copy-details']
  if (failure.code === 'expired' && hold === 'fresh') return ['check-again', ...steps, 'copy-details']
  if (canAskAgain && failure.code === 'internal') return ['check-again', 'copy-details']
  const fitting = canAskAgain ? steps.map((step) => (step === 'retry' || step === 'switch-model' ? 'check-again' : step)) : steps
  return [...new Set<Step>([...fitting, 'copy-details'])]
}

const chargeTexts: Record<Charged, string> = {
  no: 'Not charged.',
  yes: 'Probably charged.',
  unknown: 'It may have been charged.',
}

/** The answer to "was I charged?". The maker of the models does not charge for moderated pictures; CometAPI does not say (api §5). */
export function chargeText({ code, charged, isTold }: Failure): string {
  return isTold !== true && (code === 'moderated-request' || code === 'moderated-result')
    ? 'The service does not say whether it charged for this.'
    : isTold === true && charged === 'yes'
      ? 'Charged.'
      : chargeTexts[charged]
}

/** Whether a step sends something again that may already have been paid for; its button then says so. */
export function mayPayTwice(failure: Failure, step: Step): boolean {
  return failure.charged !== 'no' && (step === 'retry' || step === 'send-again' || step === 'restyle-again' || step === 'new-seed')
}

export const payTwiceText = 'Sending again may cost a second time.'
