import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DepthFrom } from '../../src/core/model/model.ts'
import type { Plan } from '../../src/core/picture/registration.ts'
import { makeDepthImages } from '../../src/ui/control-image/depth-images.ts'
import type { Preview } from '../../src/ui/control-image/preview.ts'
import { Depth } from '../../src/ui/depth/Depth.tsx'
import { makeDepth } from '../../src/ui/depth/part.ts'
import { settled } from '../support/settled.ts'
import { all, close, drawn, get, open, page, show } from '../support/screen.tsx'
import { tinyPng } from '../support/tiny.ts'
import { sentPicture } from '../support/villa.ts'

beforeEach(open)
afterEach(close)

const size = { width: 1440, height: 1024 }
const target = { subject: { id: '1:2', scene: null }, name: 'Villa', size, nodeSize: size, position: { x: 0, y: 0 } }

type Stage = { readonly isHere?: boolean; readonly convert?: (bytes: Uint8Array) => Promise<Uint8Array> }

function stage(from: DepthFrom, { isHere = true, convert = async () => tinyPng(40, 30) }: Stage = {}) {
  const laid: { readonly plan: Plan; readonly length: number }[] = []
  const converted: unknown[] = []
  const selected = signal(target)
  const preview = signal<Preview>({ state: 'ready', url: 'data:,', sent: sentPicture })
  const depthImages = makeDepthImages({
    convert: async ({ bytes, depth }) => {
      converted.push(depth)
      return bytes.length === 0 ? Promise.reject(new Error('no picture')) : convert(bytes)
    },
  })
  const part = makeDepth({
    figma: {
      layDepth: async ({ plan, bytes }) => {
        if (!isHere) throw new Error('gone')
        laid.push({ plan, length: bytes.length })
      },
    },
    controlImage: {
      depth: signal(from),
      depthImages,
      preview,
      shownImage: () => ({
        about: '',
        exportId: 1,
        plan: sentPicture.plan,
        whole: null,
        stuck: [],
        composed: { blob: new Blob(['png']), format: 'png', base64: new Blob(['cG5n']), fingerprint: '' },
      }),
    },
    selection: { target: selected },
  })
  show(<Depth part={part} />)
  return { part, laid, converted, preview, selected, depthImages }
}

describe('the depth map under the source', () => {
  it('says what it is', () => {
    stage('layers')
    expect(page.textContent).toContain('Depth map: near is bright, what lies on top is near. “#depth 40”')
  })

  it('is laid on the canvas at a press, with what to do with it there', async () => {
    const { laid } = stage('layers')
    get('button', 'Lay on canvas').click()
    await settled()
    expect(laid).toEqual([{ plan: sentPicture.plan, length: 3 }])
    expect(get('status').textContent).toContain('move it into the frame')
  })

  it('says when it could not be laid', async () => {
    stage('layers', { isHere: false })
    get('button', 'Lay on canvas').click()
    await settled()
    expect(get('status').textContent).toBe('It could not be added.')
  })

  it('cannot be laid before it is drawn, nor where the frame is it', async () => {
    const { preview } = stage('layers')
    preview.value = { state: 'loading' }
    await drawn()
    expect(all('button', 'Lay on canvas')).toHaveLength(0)
    close()
    open()
    stage('depth')
    expect(all('button', 'Lay on canvas')).toHaveLength(0)
  })
})

describe('a chosen image', () => {
  it('is asked for, tells that its shape is another, and may be turned from dark to bright', async () => {
    const { part, converted } = stage('image')
    expect(page.textContent).toContain('Drop the image here')
    await part.choose(new Blob([new Uint8Array(4)]))
    await drawn()
    expect(get('status').textContent).toContain('40 × 30 is another shape than the frame’s: its edges are cut off.')
    get('checkbox', 'Near is dark').click()
    await settled()
    expect(converted).toEqual(['near-is-bright', 'near-is-dark'])
  })

  it('that is no picture is told, and the one before stays', async () => {
    const { part } = stage('image')
    await part.choose(new Blob([new Uint8Array(4)]))
    const before = part.image.value
    await part.choose(new Blob([]))
    await drawn()
    expect(get('status').textContent).toBe('This is no picture.')
    expect(part.image.value).toBe(before)
  })

  it('belongs to the source that was on the card when it was chosen', async () => {
    const { part, selected, depthImages } = stage('image')
    const choosing = part.choose(new Blob([new Uint8Array(4)]))
    selected.value = { ...target, subject: { id: '9:9', scene: null } }
    await choosing
    expect([depthImages.of(target.subject)?.size, depthImages.of({ id: '9:9', scene: null })]).toEqual([{ width: 40, height: 30 }, null])
  })

  it('that cannot be read is told', async () => {
    const { part } = stage('image')
    const unreadable = Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('moved')) })
    await part.choose(unreadable)
    await drawn()
    expect(get('status').textContent).toBe('This is no picture.')
  })

  it('holds against one that was chosen before and takes longer', async () => {
    const finish: ((png: Uint8Array) => void)[] = []
    const { part } = stage('image', { convert: () => new Promise((resolve) => finish.push(resolve)) })
    const slow = part.choose(new Blob([new Uint8Array(4)]))
    await settled()
    const later = part.choose(new Blob([new Uint8Array(5)]))
    await settled()
    finish[1]?.(tinyPng(50, 50))
    await later
    finish[0]?.(tinyPng(40, 30))
    await slow
    expect(part.image.peek()?.size).toEqual({ width: 50, height: 50 })
  })
})
