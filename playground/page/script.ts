// What the stand-in service behind the relay is told to do next.

import type { Script } from '../states.ts'

export async function tellService(script: Script): Promise<void> {
  const response = await fetch('/playground/script', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(script),
  })
  if (!response.ok) throw new Error('The service behind the relay is real and takes no script.')
}
