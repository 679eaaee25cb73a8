// Finds the id of an accepted task in the service's answer, under whatever name it has (services §6).

import { isRecord, plainNames, readPercent, readRecord, readString } from '../base/read.ts'

/**
 * Names of a task id, without case and separators, the most reliable first. Many services also send the id of the request, which is not a task id.
 */
const idNames = 'id taskid jobid predictionid generationid promptid uuid taskuuid runid'.split(' ')
const requestIdNames = ['requestid']
const holders = 'data result results output response payload task job prediction generation tasks jobs'.split(' ')
/** Fields that may contain the id itself instead of a record with it. */
const bareNames = ['data', 'result', 'task', 'job', 'prediction', 'generation']
const addressNames = ['pollingurl', 'statusurl', 'responseurl', 'get']

/** An id given as text or number; empty when the value is neither. */
export function asId(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && /^[^\s\p{C}"<>]{1,500}$/u.test(value.trim()) && !/^https?:/i.test(value) ? value.trim() : ''
}

function idUnder(names: readonly string[], body: unknown, depth = 0): string {
  if (Array.isArray(body)) return body.length > 0 && depth < 4 ? idUnder(names, body[0], depth + 1) : ''
  if (!isRecord(body) || depth > 4) return ''
  const fields = plainNames(body)
  for (const name of names) {
    const id = asId(fields[name])
    if (id !== '') return id
  }
  for (const name of holders) {
    const id = idUnder(names, fields[name], depth + 1)
    if (id !== '') return id
  }
  return ''
}

/** The wrapper's payload is the id itself: `{"code":"success","data":"1a2b…"}`. A word without a digit is not an id. */
function bareId(body: unknown): string {
  const fields = plainNames(readRecord(body))
  return (
    bareNames.map((name) => (typeof fields[name] === 'object' ? '' : asId(fields[name]))).find((id) => id.length >= 6 && /\d/.test(id)) ??
    ''
  )
}

/** The id as part of a polling address in the answer. */
function idInAddress(body: unknown): string {
  const outer = readRecord(body)
  for (const record of [outer, readRecord(outer.data), readRecord(outer.urls)]) {
    const fields = plainNames(record)
    for (const name of addressNames) {
      const [, query, segment] =
        /[?&](?:id|task_id)=([\w.~%-]+)|\/(?:requests|predictions|tasks|jobs)\/([\w.~-]+)/.exec(readString(fields[name])) ?? []
      const id = asId(readPercent(query ?? segment ?? ''))
      if (id !== '') return id
    }
  }
  return ''
}

/** The task id; empty when the answer does not clearly contain one. */
export function taskIdIn(body: unknown): string {
  return idUnder(idNames, body) || idInAddress(body)
}

/** What may be a task id if nothing speaks against it: the request's own id, or the payload itself. Empty when there is none. */
export function probableTaskIdIn(body: unknown): string {
  return idUnder(requestIdNames, body) || bareId(body)
}
