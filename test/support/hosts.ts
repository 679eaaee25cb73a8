// The hosts of a test file. Files share a process, so what a file leaves open is closed after it (after-file.ts).

import { createHost, memoryStorage } from '../../playground/host/node.ts'
import type { Host, HostOptions } from '../../playground/host/types.ts'

const open = new Set<Host>()

/** A host, with storage of its own by default. */
export async function openHost(options: Partial<HostOptions> = {}): Promise<Host> {
  const inner = await createHost({ storage: memoryStorage(), remembersPictures: true, ...options })
  const host: Host = {
    ...inner,
    dispose() {
      open.delete(host)
      inner.dispose()
    },
  }
  open.add(host)
  return host
}

/** The engine fails if too many sandboxes are alive in one process. */
export function closeHosts(): void {
  for (const host of open) host.dispose()
}
