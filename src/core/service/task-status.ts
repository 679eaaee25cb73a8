// Interprets the status of a task, in whatever words a service reports it.

export type StatusMeaning = 'none' | 'ready' | 'moderated-request' | 'moderated-result' | 'failed' | 'missing' | 'working'

const readyWord = /^(ready|success(ful)?|succeed(ed)?|completed?|done|finish(ed)?|ok)$/
const failedWord = /^(error(ed)?|fail(ed|ure)?|cancell?ed|aborted|rejected|terminated)$/
const missingWord = /^((task )?not found|expired)$/

/** An unknown status means working, never failure, because the set of statuses has grown before (api §0.7). `none` where there is no status. */
export function meaningOf(status: string): StatusMeaning {
  const word = status
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
  if (word === '') return 'none'
  if (missingWord.test(word)) return 'missing'
  // Some services prefix the status with the name of the field: `TASK_STATUS_SUCCEED`.
  const bare = word.replace(/^(task status|task|status) /, '')
  if (readyWord.test(bare)) return 'ready'
  if (failedWord.test(bare)) return 'failed'
  if (/^(request|prompt|input) (was )?moderated$/.test(bare)) return 'moderated-request'
  if (/(^|\b)moderated$|^moderation (blocked|failed|rejected)$|^nsfw\b|^content (blocked|filtered)$/.test(bare)) return 'moderated-result'
  return 'working'
}
