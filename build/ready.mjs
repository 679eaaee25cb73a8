// Checks what must be filled in before the plugin is published. Each open place is reported with file and line.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const placeholder = /SET ME/

async function filesToFill() {
  const listing = (await readdir('docs/listing')).filter((name) => /\.(?:md|json)$/.test(name)).toSorted()
  return [...listing.map((name) => join('docs/listing', name)), 'SECURITY.md', 'docs/privacy.md']
}

/** Sentences about what is missing; empty when the plugin may be published. */
export async function whatIsLeft(manifest) {
  const left = []
  if (!/^\d{6,}$/.test(manifest.id))
    left.push(`manifest.json: "id" is "${manifest.id}". It must be the number that Figma gives (docs/listing/README.md, step 1).`)
  for (const file of await filesToFill()) {
    const lines = (await readFile(file, 'utf8')).split('\n')
    lines.forEach((line, at) => placeholder.test(line) && left.push(`${file}:${at + 1}: ${line.trim()}`))
  }
  for (const picture of ['icon.png', 'cover.png']) {
    const found = await readdir('docs/listing').then((names) => names.includes(picture))
    if (!found) left.push(`docs/listing/${picture} is missing: npm run pictures makes it.`)
  }
  return left
}
