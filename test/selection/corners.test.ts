// A result has the corners of its source (law 1), except where something is visible over a corner that the source does not clip.

import { expect, it } from 'vitest'
import { frameScript, newHost, openPlugin } from '../support/plugin.ts'
import { restyle } from '../support/restyle.ts'

const card = `source = figma.createFrame(); source.resize(200, 148); source.cornerRadius = 16; source.clipsContent = false`
const pill = `source = figma.createFrame(); source.resize(200, 48); source.clipsContent = false`

it.each([
  ['a pill of a radius that nobody draws', `${pill}; source.cornerRadius = 999; rectangle(source, 60, 14, 80, 20, paint(0, 0, 0))`, 999],
  ['a pill whose label begins early', `${pill}; source.cornerRadius = 100; rectangle(source, 20, 14, 80, 20, paint(0, 0, 0))`, 100],
  [
    'a holder without paint over all of it',
    `${card}; const inner = figma.createFrame(); source.appendChild(inner); inner.fills = []; inner.resize(200, 148)`,
    16,
  ],
  ['an image as round as the card', `${card}; rectangle(source, 0, 0, 200, 148, paint(1, 0, 0)).cornerRadius = 16`, 16],
  ['something invisible over a corner', `${card}; rectangle(source, 0, 0, 40, 40, paint(1, 0, 0)).opacity = 0`, 16],
  [
    'a disc in a disc',
    `${card}; source.resize(100, 100); source.cornerRadius = 50; const disc = figma.createEllipse(); source.appendChild(disc)`,
    50,
  ],
  ['something square over the corners', `${card}; rectangle(source, 0, 0, 200, 148, paint(1, 0, 0))`, 0],
  ['something less round', `${card}; rectangle(source, 0, 0, 200, 148, paint(1, 0, 0)).cornerRadius = 8`, 0],
  [
    'something square in a holder without paint',
    `${card}; const inner = figma.createFrame(); source.appendChild(inner); inner.fills = []; inner.resize(100, 100); inner.x = -50; inner.y = -50; rectangle(inner, 50, 50, 250, 198, paint(1, 0, 0)); inner.clipsContent = false`,
    0,
  ],
])('%s', async (_, body, radius) => {
  const host = await newHost()
  const id = await host.author<string>(
    frameScript(`${body}; rectangle(source, source.width / 2, source.height / 2, 10, 8, paint(0, 0, 1))`),
  )
  host.select([id])
  const [result = ''] = await restyle(await openPlugin(host), id)
  const corners = { topLeftRadius: radius, topRightRadius: radius, bottomRightRadius: radius, bottomLeftRadius: radius }
  expect(host.describe(result)).toMatchObject(corners)
})
