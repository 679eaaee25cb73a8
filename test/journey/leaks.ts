// Law 4: where the key must never be. Checked after every journey.

import type {} from '../../playground/page/api.ts'
import type { Journey } from './journey.ts'

/** Places that contain the key but must not. */
export async function leaksOf({ page, service, key, console: lines, asked }: Journey): Promise<readonly string[]> {
  const [file, storage] = await page.evaluate(async () => {
    const { playground } = globalThis
    return [
      playground?.host.save() ?? '',
      Object.entries((await playground?.storage.dump()) ?? {}).map(([name, value]) => [name, JSON.stringify(value)] as const),
    ] as const
  })
  const places: readonly (readonly [string, string])[] = [
    ['the document', file],
    ...storage.filter(([name]) => name !== 'settings').map(([name, value]) => [`stored ${name}`, value ?? ''] as const),
    ...lines.map((line) => ['the console', line] as const),
    ...asked.map((url) => ['an address', url] as const),
    ...service.requests.flatMap(({ kind, url, fields, headers }) => [
      [`the address of a ${kind}`, url] as const,
      [`the body of a ${kind}`, JSON.stringify(fields)] as const,
      [
        `the headers of a ${kind}`,
        JSON.stringify({ ...headers, ...(kind === 'submit' || kind === 'poll' ? { authorization: '' } : {}) }),
      ] as const,
    ]),
  ]
  return places.filter(([, text]) => text.includes(key)).map(([place]) => `The key is in ${place}.`)
}
