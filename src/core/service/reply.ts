// An HTTP answer as far as it matters, and who gave it: the service, or a web page of something in between.

import { isRecord, readJson } from '../base/read.ts'

/** Status 0: a redirect, which is never followed with the key. */
export type Reply = { readonly status: number; readonly type: string; readonly text: string }

/** The one line that a proxy gives in place of its page: "error code: 1020". */
function isProxyLine({ text }: Reply): boolean {
  return /^\s*error code: \d{3,4}\s*$/i.test(text)
}

/**
 * A web page is never the service's word on key, model or charge: challenges, portals, filters and proxies answer so. JSON that a server
 * calls HTML, as PHP does by default, is none.
 */
export function isWebPage(reply: Reply): boolean {
  return (
    (/html/i.test(reply.type) && !isRecord(readJson(reply.text))) ||
    /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,400}?-->\s*)?<(!doctype\s+html|html|head|body|title|meta|script|style|h1|center)\b/i.test(
      reply.text,
    ) ||
    isProxyLine(reply)
  )
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Text of others, for people to read: one line, without control characters, cut short. It is only ever shown as text. */
export function plainText(text: string, longest = 160): string {
  const letters = Array.from(text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim())
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('')
}

/** What the page calls itself, or its first heading; empty when it says nothing. */
export function pageTitle({ text }: Reply): string {
  const [, title = ''] = /<title[^>]*>([\s\S]*?)<\/title>/i.exec(text) ?? []
  const [, heading = ''] = /<h1[^>]*>([\s\S]*?)<\/h1>/i.exec(text) ?? []
  const said = title.trim() === '' ? heading.replace(/<[^>]*>/g, ' ') : title
  return plainText(
    said
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
      .replace(/&([a-z]+);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole),
    80,
  )
}

/** Pages that ask a person to prove something, or to log in, under whatever status they come. */
export function isChallenge({ text }: Reply): boolean {
  return /just a moment|attention required|checking your browser|cf-chl|cf-mitigated|challenge-platform|captcha|captive portal|access denied|are you (a )?human/i.test(
    text.slice(0, 20_000),
  )
}
