// Files that were saved in Figma, opened by the stand-in, and restyled by a model that returns what it was sent.

import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { FigProblem, openFig } from '../../playground/fig/open-fig.ts'
import { withPages } from '../../playground/fig/with-pages.ts'
import type { Host } from '../../playground/host/types.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import { writeFig } from '../fixtures/fig/write-fig.ts'
import { openHost } from '../support/hosts.ts'
import { factsOf, subtree } from '../support/layers.ts'
import { restyleByLaw } from '../support/law.ts'
import { openPlugin } from '../support/plugin.ts'

const files = {
  cards: 'test/fixtures/fig/cards.fig',
  shapes: 'test/fixtures/fig/shapes.fig',
  photos: 'test/fixtures/fig/photos.fig',
  trail: 'playground/scenes/trail.fig',
}

async function open(name: keyof typeof files): Promise<{ readonly host: Host; readonly leftOut: string; readonly top: readonly string[] }> {
  const { file, leftOut } = openFig(new Uint8Array(await readFile(files[name])))
  const host = await openHost({ file })
  return { host, leftOut, top: [...host.children((JSON.parse(file) as { page: string }).page)] }
}

function named(host: Host, ids: readonly string[], name: string) {
  const found = ids.flatMap((id) => subtree(host, id)).find((part) => part['name'] === name)
  if (found === undefined) throw new Error(`There is no ${name}`)
  return found
}

describe('a .fig file', () => {
  it('keeps places, turns and mirrors to the number', async () => {
    const { host, top } = await open('shapes')
    expect(top.map((id) => factsOf(host, id)['name'])).toEqual(['Poster', 'Turned', 'Masked'])
    const [, turned = ''] = top
    const { transform } = host.glance(turned) ?? { transform: [] }
    const [cos, sin] = [Math.cos(Math.PI / 12), Math.sin(Math.PI / 12)]
    expect(transform.flat().map((value) => value.toFixed(4))).toEqual([cos, sin, 440, -sin, cos, 140].map((value) => value.toFixed(4)))
    // A group has no plane: what it holds is mirrored with it.
    expect(host.box(named(host, top, 'Dot').id)).toEqual({ x: 40, y: 40, width: 30, height: 30 })
    expect(host.box(named(host, top, 'Left half').id)).toEqual({ x: 80, y: 40, width: 40, height: 60 })
  })

  it('keeps components, and in their instances the words of their own', async () => {
    const { host, top } = await open('cards')
    const texts = subtree(host, top[1] ?? '').filter(({ type }) => type === 'TEXT')
    expect(texts.map((text) => text['characters'])).toEqual([
      'A night in the hills',
      'Two days at sea',
      'A night in the hills',
      'End of list',
    ])
    const main = await host.author<string | null>(`async (figma) => {
      const instance = figma.currentPage.findOne((node) => node.type === 'INSTANCE')
      return (await instance.getMainComponentAsync())?.name ?? null
    }`)
    expect(main).toBe('Card')
  })

  it('keeps pictures in every manner, and styles of parts of a text', async () => {
    const { host, top } = await open('photos')
    const modes = ['Fill', 'Fit', 'Crop', 'Tile'].map((name) => {
      const [fill] = named(host, top, name)['fills'] as readonly Record<string, unknown>[]
      return fill?.['scaleMode']
    })
    expect(modes).toEqual(['FILL', 'FIT', 'CROP', 'TILE'])
    const parts = await host.author<readonly { characters: string }[]>(`async (figma) => {
      const caption = figma.currentPage.findOne((node) => node.name === 'Caption')
      return caption.getStyledTextSegments(['fills']).map(({ characters }) => ({ characters }))
    }`)
    expect(parts.map(({ characters }) => characters)).toEqual(['Four', ' ways to hang a picture'])
  })

  it('says in one line what was left out, and nothing where all is there', async () => {
    expect((await open('shapes')).leftOut).toBe('Left out: 1 × widget.')
    expect((await open('trail')).leftOut).toBe('')
    const fontName = { family: 'Georgia', style: 'Bold', postscript: 'Georgia-Bold' }
    const pattern = { type: 'PATTERN' as const, opacity: 1, visible: true }
    const nodes = [
      { type: 'TEXT', name: 'Words', size: { x: 90, y: 20 }, textData: { characters: 'Words' }, fontName, fontSize: 14 },
      { type: 'FRAME', name: 'Tiled', size: { x: 90, y: 90 }, fillPaints: [pattern] },
    ]
    const { leftOut } = openFig(await writeFig([{ name: 'Page', nodes }]))
    expect(leftOut).toBe('Left out: 1 × pattern fill. Shown in Inter: Georgia.')
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['words', new TextEncoder().encode('no file of Figma')],
    ['a broken zip', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0])],
  ])('that is %s is refused in a sentence', (_, bytes) => {
    expect(() => openFig(bytes)).toThrow(FigProblem)
    expect(() => openFig(bytes)).toThrow('This is no .fig file, or one of a form that is not known here.')
  })

  it('that was cut short is refused too', async () => {
    const whole = new Uint8Array(await readFile(files.cards))
    expect(() => openFig(whole.subarray(0, 9000))).toThrow(FigProblem)
  })

  it('without a page is refused in a sentence', async () => {
    const empty = await writeFig([])
    expect(() => openFig(empty)).toThrow('This file has no page.')
  })

  it('can be added to a document that has the same ids', async () => {
    const { file } = openFig(new Uint8Array(await readFile(files.cards)))
    const host = await openHost({ file: withPages(file, file) })
    expect(host.pages()).toHaveLength(2)
    const [first, second] = host.pages().map(({ id }) => host.children(id).flatMap((child) => subtree(host, child)))
    expect(second?.map(({ type }) => type)).toEqual(first?.map(({ type }) => type))
  })
})

type Part = Readonly<Record<string, unknown>> & { readonly id: string }

/** The layers right inside of a frame, without what does not show. */
function shownIn(host: Host, id: string): readonly Part[] {
  return host.children(id).flatMap((child) => {
    const part = host.describe(child)
    return part === null || part['visible'] === false ? [] : [{ ...part, id: child }]
  })
}

function idsOf(parts: readonly Part[], types: readonly string[]): readonly string[] {
  return parts.filter(({ type }) => types.some((one) => one === type)).map(({ id }) => id)
}

/** What somebody can choose for a frame, with a shape drawn over it; null where it has nothing of the kind. */
const modes: Record<string, (host: Host, id: string, marker: string) => LiveChoice | null> = {
  'nothing live': () => nothingLive,
  'texts live': () => ({ ...nothingLive, texts: true }),
  'texts and vectors live': () => ({ ...nothingLive, texts: true, vectors: true }),
  'its upper layers kept': (host, id) => ({
    ...nothingLive,
    kept: shownIn(host, id)
      .slice(-2)
      .map((part) => part.id),
  }),
  'a product': (host, id) => {
    const [first] = idsOf(shownIn(host, id), ['RECTANGLE', 'ELLIPSE', 'INSTANCE', 'GROUP', 'FRAME'])
    return first === undefined ? null : { ...nothingLive, products: [first] }
  },
  'an area': (_, id, marker) => ({ ...nothingLive, area: { id: marker, changes: id.length % 2 === 0 ? 'inside' : 'outside' } }),
}

/** An ellipse over the middle of a frame, as somebody draws it on the page. */
function drawMarker(host: Host, id: string): Promise<string> {
  return host.author<string>(`async (figma) => {
    const { x, y, width, height } = (await figma.getNodeByIdAsync(${JSON.stringify(id)})).absoluteBoundingBox
    const ellipse = figma.createEllipse()
    ellipse.resize(width / 2, height / 2)
    ellipse.x = x + width / 4
    ellipse.y = y + height / 4
    return ellipse.id
  }`)
}

/** Levels of 255. What is turned is drawn on other pixels than before: its edges differ by a part of one. */
const mostApart = { mean: 0.6, worst: 9 }

describe('restyled by a model that returns what it was sent', () => {
  it.each(Object.keys(files) as (keyof typeof files)[])('every frame of %s.fig looks like its source in every mode', async (name) => {
    const { host, top } = await open(name)
    const plugin = await openPlugin(host)
    for (const [mode, choose] of Object.entries(modes))
      for (const id of top) {
        const live = choose(host, id, await drawMarker(host, id))
        if (live === null) continue
        const { apart, isSame, notes } = await restyleByLaw(plugin, [id], live, { longest: 400 })
        const about = `${String(host.describe(id)?.['name'])}, ${mode}: ${apart.mean.toFixed(2)} / ${apart.worst.toFixed(1)}`
        const told = live.area === null ? [] : ['marker-hidden']
        expect.soft([apart.mean < mostApart.mean && apart.worst < mostApart.worst, isSame, notes], about).toEqual([true, true, told])
      }
    if (top.length > 1) {
      const { apart } = await restyleByLaw(plugin, top, { ...nothingLive, texts: true }, { isScene: true, longest: 400 })
      expect(apart.mean).toBeLessThan(mostApart.mean)
    }
    expect(plugin.run.problems).toEqual([])
  })
})
