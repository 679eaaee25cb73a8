// Files as Figma saves them, opened by the stand-in, and restyled by a model that returns what it was sent.

import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { FigProblem, openFig } from '../../playground/fig/open-fig.ts'
import { withPages } from '../../playground/fig/with-pages.ts'
import type { Host } from '../../playground/host/types.ts'
import { nothingLive } from '../../src/core/recipe/live-choice.ts'
import { writeFig } from '../fixtures/fig/write-fig.ts'
import { openHost } from '../support/hosts.ts'
import { factsOf, subtree } from '../support/layers.ts'
import { exportWhole, restyleLayers } from '../support/live-restyle.ts'
import { apart } from '../support/pixels.ts'

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

const modes = {
  'nothing live': nothingLive,
  'texts live': { ...nothingLive, texts: true },
  'texts and vectors live': { ...nothingLive, texts: true, vectors: true },
}

describe('restyled by a model that returns what it was sent', () => {
  for (const name of Object.keys(files) as (keyof typeof files)[]) {
    it.each(Object.entries(modes).filter(([mode]) => name !== 'trail' || !mode.includes('vectors')))(
      `every frame of ${name}.fig looks like its source with %s`,
      async (_, live) => {
        const { host, top } = await open(name)
        for (const id of top) {
          const { nodeId, notes, isSame, width } = await restyleLayers(host, [id], false, live)
          const source = await exportWhole(host, [id], false, width)
          expect(isSame).toBe(true)
          expect(notes).toEqual([])
          const { most, mean } = await apart(await exportWhole(host, [nodeId], false, width), source)
          // What is turned is drawn on other pixels than before: its edges differ by a part of one.
          expect(most).toBeLessThanOrEqual(60)
          expect(mean).toBeLessThan(0.6)
        }
      },
    )
  }
})
