// The picture on the source card follows everything that decides what is sent; nothing has to report a change.

import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { PluginError, failure } from '../../src/core/failure/failure.ts'
import { type LiveChoice, nothingLive } from '../../src/core/recipe/live-choice.ts'
import { fingerprintOf } from '../../src/core/picture/fingerprint.ts'
import type { Piece } from '../../src/core/picture/piece.ts'
import { makeControlImage } from '../../src/ui/control-image/part.ts'
import { sendingOf } from '../../src/ui/control-image/prepare.ts'
import { wholeText } from '../../src/ui/control-image/words.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { makeSelection } from '../../src/ui/selection/part.ts'
import { virtualTime } from '../support/network.ts'
import { selectedVilla, sentPicture } from '../support/villa.ts'
import { tinyPng } from '../support/tiny.ts'
import { settled } from '../support/settled.ts'

function stage() {
  const asked: string[] = []
  const composed: unknown[] = []
  const held = new Set<string>()
  const refuses = { now: false }
  const drawsPlain = { now: false }
  const time = virtualTime()
  const live = signal<LiveChoice>(nothingLive)
  const recipe = makeRecipe(() => 0.5)
  const selection = makeSelection({
    figma: { reveal: async () => {}, select: async () => {}, locate: async () => null },
    originalOf: () => null,
    rules: signal(recipe.model.peek().rules),
    announce: () => {},
  })
  const pieces: Piece[] = [{ png: tinyPng(2, 2), box: { x: 0, y: 0, width: 2, height: 2 } }]
  const exported = new Map<number, readonly Piece[]>()
  let exports = 0
  const part = makeControlImage({
    figma: {
      thumbnail: async (nodeId) => {
        asked.push(`thumbnail ${nodeId}`)
        return { bytes: new Uint8Array([1]) }
      },
      liveTrial: async () => null,
      exportSource: async ({ subject, known, view, isAnew }) => {
        const what = view === undefined ? subject.id : `${view} of ${subject.id}`
        asked.push(known === null || isAnew ? `export ${what}` : `export ${what} unless it is as in ${known}`)
        if (refuses.now) throw new PluginError(failure('export-failed', 'refused'))
        exports += 1
        exported.set(exports, [...pieces])
        const isSame = known !== null && (!isAnew || exported.get(known)?.[0] === pieces[0])
        return {
          id: isSame && !isAnew ? known : exports,
          isSame,
          isLive: false,
          stuck: [],
          pieces: isSame ? [] : [...pieces],
          whole: null,
          plan: sentPicture.plan,
          source: { name: 'Villa', width: 1440, height: 1024 },
        }
      },
    },
    tools: {
      compose: async ({ pieces, background }) => {
        composed.push({ pieces: pieces.map(({ box }) => box), background })
        const [blob, fingerprint] = [new Blob([background]), fingerprintOf(pieces.map(({ png }) => png))]
        return { blob, format: 'png', base64: blob, fingerprint }
      },
      compareTrial: async () => [],
      isOneColour: async () => drawsPlain.now,
      convert: async () => tinyPng(40, 30),
    },
    time,
    urls: {
      make: () => {
        held.add(`blob:${held.size}`)
        return `blob:${held.size - 1}`
      },
      drop: (url) => void held.delete(url),
    },
    exportLock: (work) => work(),
    selection,
    recipe,
    liveChoiceOf: () => live.value,
  })
  const heard = async (): Promise<readonly string[]> => {
    await settled()
    return asked.splice(0)
  }
  return { part, recipe, selection, live, refuses, drawsPlain, heard, composed, pieces, time }
}

async function withVilla() {
  const staged = stage()
  staged.selection.select(selectedVilla())
  await staged.heard()
  return staged
}

describe('a source that draws as one plain colour', () => {
  it('is still known as such when it is selected again', async () => {
    const { part, recipe, selection, drawsPlain, heard } = stage()
    recipe.setValue('geometry', 'depth')
    drawsPlain.now = true
    for (const visit of ['first', 'second']) {
      selection.select(selectedVilla())
      // It is judged after it is shown.
      await heard()
      await heard()
      expect(part.isPlain.peek(), visit).toBe(true)
      selection.select({ kind: 'none' })
      expect(part.isPlain.peek()).toBe(false)
    }
  })
})

describe('the picture on the source card', () => {
  it('is a small one at once, then the exact one', async () => {
    const { part, selection, heard } = stage()
    expect(part.preview.value).toEqual({ state: 'none' })
    selection.select(selectedVilla())
    expect(part.preview.value).toEqual({ state: 'loading' })
    expect(await heard()).toEqual(['thumbnail 1:2', 'export 1:2'])
    expect(part.preview.value).toMatchObject({ state: 'ready', sent: { plan: sentPicture.plan, format: 'png' } })
  })

  it('is made anew when what stays live is another', async () => {
    const { live, heard } = await withVilla()
    live.value = { ...nothingLive, texts: true }
    expect(await heard()).toEqual(['export 1:2'])
  })

  it('is made anew when the model takes other sizes', async () => {
    const { recipe, heard } = await withVilla()
    recipe.chooseModel('flux-kontext-pro')
    expect(await heard()).toEqual(['export 1:2'])
  })

  it('stays when what is chosen leaves the picture as it is', async () => {
    const { recipe, heard } = await withVilla()
    recipe.setWords('wet pavement')
    recipe.chooseLook('brick')
    recipe.setSeed(7)
    expect(await heard()).toEqual([])
  })

  it('is asked for again after an edit of its source, and stays when nothing of it has changed', async () => {
    const { part, heard } = await withVilla()
    const before = part.preview.value
    part.edited('9:9')
    expect(await heard()).toEqual([])
    part.edited('1:2')
    expect(await heard()).toEqual(['export 1:2 unless it is as in 1'])
    expect(part.preview.value).toBe(before)
  })

  it('waits for a pause between edits where copies of its source would come and go on the canvas', async () => {
    const { part, live, heard, time } = await withVilla()
    part.edited('1:2')
    await heard()
    const [plain = 0] = time.delays.slice(-1)
    live.value = { ...nothingLive, texts: true }
    await heard()
    for (let nth = 0; nth < 3; nth++) part.edited('1:2')
    expect(await heard()).toEqual(['export 1:2 unless it is as in 3'])
    expect(time.delays.at(-1)).toBeGreaterThan(4 * plain)
  })

  it('is asked for again when the same layer is told as selected, since its size may be another', async () => {
    const { selection, heard } = await withVilla()
    selection.select(selectedVilla({ size: { width: 720, height: 512 } }))
    expect(await heard()).toEqual(['export 1:2 unless it is as in 1'])
  })

  it('goes with the selection', async () => {
    const { part, selection, heard } = await withVilla()
    selection.select({ kind: 'none' })
    expect(await heard()).toEqual([])
    expect(part.preview.value).toEqual({ state: 'none' })
  })

  it('lets an order of its source go first, and comes though that order has not exported', async () => {
    const { part, selection, heard } = stage()
    selection.select(selectedVilla())
    part.pausePreview([{ id: '1:2', scene: null }])
    expect(part.preview.value).toEqual({ state: 'loading' })
    expect(await heard()).toEqual(['export 1:2'])
    expect(part.preview.value.state).toBe('ready')
  })

  it('is what an order of its source has exported', async () => {
    const { part, recipe, selection, heard } = stage()
    selection.select(selectedVilla())
    part.pausePreview([{ id: '1:2', scene: null }])
    await part.prepare(
      { subject: { id: '1:2', scene: null }, live: nothingLive, ...sendingOf(recipe.model.value, recipe.values.value) },
      new AbortController().signal,
    )
    expect(await heard()).toEqual(['export 1:2'])
    expect(part.preview.value.state).toBe('ready')
  })

  it('waits for no order of another source', async () => {
    const { part, selection, heard } = stage()
    selection.select(selectedVilla())
    part.pausePreview([{ id: '9:9', scene: null }])
    expect(await heard()).toEqual(['thumbnail 1:2', 'export 1:2'])
  })

  it('is composed once for the card and the order, though the order exports anew', async () => {
    const { part, recipe, heard, composed, pieces } = await withVilla()
    const order = { subject: { id: '1:2', scene: null }, live: nothingLive, ...sendingOf(recipe.model.value, recipe.values.value) }
    const shown = part.preview.value
    const sent = await part.prepare(order, new AbortController().signal)
    expect([await heard(), composed.length, sent.exportId]).toEqual([['export 1:2'], 1, 2])
    expect(part.preview.value).toBe(shown)
    // As after an edit that Figma does not report.
    pieces[0] = { png: tinyPng(3, 3), box: { x: 0, y: 0, width: 3, height: 3 } }
    const other = await part.prepare(order, new AbortController().signal)
    expect([composed.length, other.composed === sent.composed]).toEqual([2, false])
  })

  it('gives way to the reason why it cannot be made', async () => {
    const { part, live, refuses, heard } = await withVilla()
    refuses.now = true
    live.value = { ...nothingLive, vectors: true }
    await heard()
    expect(part.preview.value).toMatchObject({ state: 'failed', sentence: expect.stringContaining('could not export') })
  })

  it('is exported anew for an order, which Figma may not have told everything about', async () => {
    const { part, recipe, heard } = await withVilla()
    const request = {
      subject: { id: '1:2', scene: null },
      live: nothingLive,
      rules: recipe.model.peek().rules,
      takesJpeg: false,
      depth: null,
    }
    await part.prepare(request, new AbortController().signal)
    expect(await heard()).toEqual(['export 1:2'])
  })

  it('says why nothing stays live', () => {
    expect(wholeText({ kind: 'font', name: 'Gotham Book' })).toContain('the font Gotham Book is not on this machine')
    expect(wholeText({ kind: 'mode' })).toContain('variable modes')
  })
})

describe('a depth map in place of the picture', () => {
  const request = (recipe: ReturnType<typeof makeRecipe>) => ({
    subject: { id: '1:2', scene: null },
    live: nothingLive,
    ...sendingOf(recipe.model.peek(), recipe.values.peek()),
  })

  it.each([
    ['layers', ['export layers of 1:2'], ['export layers of 1:2', 'export own of 1:2']],
    ['layer', ['export layer of 1:2'], ['export layer of 1:2', 'export own of 1:2']],
    ['depth', ['export 1:2'], ['export 1:2']],
  ])('from %s is on the card before it is sent, and measured against the own picture where there is one', async (from, card, order) => {
    const { part, recipe, heard } = await withVilla()
    recipe.setValue('geometry', from)
    expect(await heard()).toEqual(card)
    expect([part.depth.value, part.preview.value.state]).toEqual([from, 'ready'])
    const { own, composed } = await part.prepare(request(recipe), new AbortController().signal)
    expect(await heard()).toEqual(order)
    const texts = [await composed.blob.text(), await (await own)?.text()]
    expect(texts).toEqual(from === 'depth' ? ['', undefined] : ['#000000', ''])
  })

  it('that is a chosen image covers the source; without one there is nothing to send', async () => {
    const { part, recipe, heard, composed } = await withVilla()
    recipe.setValue('geometry', 'image')
    await heard()
    expect([part.lacksImage.value, part.preview.value]).toEqual([true, { state: 'failed', sentence: 'Choose a depth image.' }])
    composed.length = 0
    await part.depthImages.choose({ id: '1:2', scene: null }, { file: new Uint8Array([1]), isInverted: false })
    await heard()
    expect([part.lacksImage.value, part.preview.value.state]).toEqual([false, 'ready'])
    const { width, height } = sentPicture.plan.content
    const scale = Math.max(width / 40, height / 30)
    expect(composed).toEqual([
      {
        background: '#000000',
        pieces: [{ x: (width - 40 * scale) / 2, y: (height - 30 * scale) / 2, width: 40 * scale, height: 30 * scale }],
      },
    ])
    const { own } = await part.prepare(request(recipe), new AbortController().signal)
    expect(await (await own)?.text()).toBe('')
  })
})
