// Converts a network answer to the form that the readers in core take.

import type { Reply } from '../../core/service/reply.ts'
import type { HttpResult } from './request.ts'

export type HttpReply = Extract<HttpResult, { kind: 'reply' }>

export function replyOf({ status, type, bytes }: HttpReply): Reply {
  return { status, type, text: new TextDecoder().decode(bytes) }
}
