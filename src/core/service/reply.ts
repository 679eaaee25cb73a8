// An HTTP answer, reduced to what matters, and whether it comes from the service or is a web page from something in between.

import { isRecord, readJson } from '../base/read.ts'

/** Status 0 is a redirect: redirects are never followed with the key. */
export type Reply = { readonly status: number; readonly type: string; readonly text: string }

/** The single line that a proxy sends instead of a page: "error code: 1020". */
function isProxyLine({ text }: Reply): boolean {
  return /^\s*error code: \d{3,4}\s*$/i.test(text)
}

/**
 * Whether the answer is a web page, as challenges, portals, filters and proxies send it; that is never the service's word on key, model or charge.
 * JSON that a server declares as HTML, as PHP does by default, does not count.
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

/** Makes foreign text readable: one line, without control characters, cut to `longest` characters. It is only ever shown as text. */
export function plainText(text: string, longest = 160): string {
  const letters = Array.from(text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim())
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('')
}

/** The title of the page, or its first heading; empty when it has neither. */
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

/** Pages that ask a person to prove something or to log in, whatever their status. */
export function isChallenge({ text }: Reply): boolean {
  return /just a moment|attention required|checking your browser|cf-chl|cf-mitigated|challenge-platform|captcha|captive portal|access denied|are you (a )?human/i.test(
    text.slice(0, 20_000),
  )
}
