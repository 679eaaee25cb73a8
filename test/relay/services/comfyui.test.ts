// An own GPU through the real relay: steps, places in the queue, missing files, and custom graphs.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../../playground/serve/bundle.ts'
import { fitFiles } from '../../../src/core/service/services/comfy-graph.ts'
import { startByReadme } from '../by-readme.ts'
import { startTestRelay } from '../sockets.ts'
import { stageOf } from './stage.ts'

/** A PNG of 8 × 8 px. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNgYGD4jwMNDQkAMVA/wXhrdZMAAAAASUVORK5CYII='
const ours = 'relay/graphs/flux-depth-dev.json'
type Graph = Record<string, { class_type: string; inputs: Record<string, unknown>; _meta?: { title?: string } }>

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'relay-graph-'))))
afterAll(() => rm(folder, { recursive: true }))

async function graphFile(name: string, change: (graph: Graph) => unknown): Promise<string> {
  const graph = JSON.parse(await readFile(join(root, ours), 'utf8')) as Graph
  const file = join(folder, name)
  await writeFile(file, JSON.stringify(change(graph) ?? graph))
  return file
}

describe('an own GPU', () => {
  it('shows each step of the picture, by its own word', async () => {
    const { order, ask, service } = await stageOf('comfyui', { watchesAlways: true })
    service.floor.settings.taskMs = 3000
    const { said } = await order()
    const seen: number[] = []
    for (;;) {
      const told = await ask(`/flux/v1/get_result?id=${said.id}`, { headers: { prefer: 'wait=25' } })
      if (told.said.status === 'Ready') break
      seen.push(told.said.progress ?? 0)
    }
    expect(seen.length).toBeGreaterThan(0)
    for (const share of seen) expect(Math.abs(share * 10 - Math.round(share * 10))).toBeLessThan(1e-9)
    expect(seen.some((share) => share > 0 && share < 1)).toBe(true)
  })

  it('is listened to before it gets to work, or its first steps would be missed', async () => {
    let begun = -1
    const stage = await stageOf('comfyui', {
      socket(_url, _heard, _ended, opened) {
        setTimeout(() => {
          begun = stage.service.floor.orders.length
          opened?.()
        }, 50)
        return { close: () => undefined }
      },
    })
    expect((await stage.order()).status).toBe(200)
    expect([begun, stage.service.floor.orders.length]).toEqual([0, 1])
  })

  it('shows the place in its queue, and lets one that waits out', async () => {
    const { order, ask, service } = await stageOf('comfyui')
    service.floor.settings.taskMs = 60_000
    const [, second, third] = [await order('a'), await order('b', 2), await order('c', 3)]
    const place = async (id: string | undefined): Promise<unknown> => (await ask(`/flux/v1/get_result?id=${id}`)).said.queue
    expect([await place(second?.said.id), await place(third?.said.id)]).toEqual([1, 2])
    expect((await ask(`/flux/v1/cancel?id=${second?.said.id}`, { method: 'POST' })).said).toEqual({ cancelled: true, charged: 'no' })
    expect(await place(third?.said.id)).toBe(1)
  })

  it('gets picture, prompt, seed, steps, guidance and size by the titles of its nodes', async () => {
    const { order, service } = await stageOf('comfyui')
    await order(undefined, 4821)
    const sent = service.floor.orders[0]?.sent as Graph
    expect([sent['1']?.inputs, sent['6']?.inputs.text, sent['8']?.inputs.guidance, sent['10']?.inputs]).toMatchObject([
      { image: 'restyle.png' },
      'A house',
      10,
      { seed: 4821, steps: 20 },
    ])
    expect(sent['14']?.inputs).toMatchObject({ width: 8, height: 8, image: ['2', 0] })
    const upload = service.floor.heard.find(({ path }) => path === '/upload/image')
    expect([upload?.headers['content-type'], upload?.text]).toEqual([
      expect.stringMatching(/^multipart\/form-data; boundary=/),
      expect.stringContaining('name="overwrite"\r\n\r\ntrue'),
    ])
  })

  it('takes a drawn depth map as it is', async () => {
    const { ask, service } = await stageOf('comfyui')
    await ask('/flux/v1/flux-depth-dev', { method: 'POST', body: JSON.stringify({ prompt: 'A house', preprocessed_image: picture }) })
    const sent = service.floor.orders[0]?.sent as Graph
    expect([sent['2'], sent['14']?.inputs.image]).toEqual([undefined, ['1', 0]])
  })

  it('that lacks a node or a file says so at its start, in its models and to every order', async () => {
    const { service } = await stageOf('comfyui')
    service.lacks.add('DepthAnythingV2Preprocessor').add('ae.safetensors')
    const relay = await startByReadme({ SERVICE: 'comfyui', UPSTREAM_URL: service.url })
    expect(relay.said()).toMatch(/^ComfyUI: the node DepthAnythingV2Preprocessor is not installed\.$/m)
    expect(relay.said()).toMatch(/^ComfyUI: the file ae\.safetensors \(VAELoader, vae_name\) is not there\.$/m)
    expect(await (await fetch(`${relay.url}/v1/models`)).json()).toEqual({ object: 'list', data: [] })
    const body = JSON.stringify({ prompt: 'A house', control_image: picture })
    const refused = await fetch(`${relay.url}/flux/v1/flux-depth-dev`, { method: 'POST', body })
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'model-unavailable' }, charged: 'no' }])
    await relay.close()
  })

  it('takes a file in another folder or precision, and no other one', () => {
    const graph = {
      a: { class_type: 'DualCLIPLoader', inputs: { clip_name1: 'clip_l.safetensors', clip_name2: 't5xxl_fp16.safetensors' } },
    }
    const info = (clip_name1: string, clip_name2: string): unknown => ({
      DualCLIPLoader: { input: { required: { clip_name1: [[clip_name1]], clip_name2: [[clip_name2]] } } },
    })
    const fitted = (one: string, other: string): unknown => fitFiles(graph, () => info(one, other)).a?.inputs
    expect(fitted('flux/clip_l.safetensors', 't5xxl_fp8_e4m3fn.safetensors')).toEqual({
      clip_name1: 'flux/clip_l.safetensors',
      clip_name2: 't5xxl_fp8_e4m3fn.safetensors',
    })
    expect(fitted('clip_large.safetensors', 't5xxl-encoder.safetensors')).toEqual(graph.a.inputs)
  })

  it('needs nobody’s key, and gets none', async () => {
    const { service } = await stageOf('comfyui')
    const relay = await startTestRelay({ SERVICE: 'comfyui', UPSTREAM_URL: service.url })
    const body = JSON.stringify({ prompt: 'A house', control_image: picture })
    for (const headers of [undefined, { authorization: 'Bearer somebody-s-key' }]) {
      const answer = await fetch(`${relay.url}/flux/v1/flux-depth-dev`, { method: 'POST', body, ...(headers ? { headers } : {}) })
      expect(answer.status).toBe(200)
    }
    expect(JSON.stringify(service.floor.heard)).not.toContain('somebody')
    await relay.close()
  })
})

describe('a graph', () => {
  it.each<[string, (graph: Graph) => unknown, RegExp]>([
    ['of the window', () => ({ nodes: [], links: [] }), /is a graph as its window saves it: export it with "Save \(API format\)"/],
    ['that is none', () => ['a'], /is no graph of ComfyUI/],
    ['of other nodes', () => ({ a: { class_type: 'KSampler' } }), /is no graph of ComfyUI in API form/],
    ['without a node for the prompt', (graph) => void delete graph['6']?._meta, /has no node with the title "restyle: prompt"/],
    ['without a node for the result', (graph) => void delete graph['12']?._meta, /has no node with the title "restyle: result"/],
    [
      'with a title in the wrong place',
      (graph) => {
        delete graph['8']?._meta
        graph['11'] = { class_type: 'VAEDecode', inputs: {}, _meta: { title: 'restyle: guidance' } }
      },
      /"restyle: guidance" at node 11 \(VAEDecode\)/,
    ],
  ])('%s stops the start with a sentence', async (name, change, sentence) => {
    const COMFYUI_GRAPH = await graphFile(`${name}.json`, change)
    await expect(startTestRelay({ SERVICE: 'comfyui', COMFYUI_GRAPH })).rejects.toThrow(sentence)
  })

  it('of a studio, whatever its ids are, is used as it is', async () => {
    const COMFYUI_GRAPH = await graphFile(
      'own.json',
      (graph) =>
        JSON.parse(
          JSON.stringify(graph)
            .replace(/"(\d+)"/g, '"node $1"')
            .replace('flux1-depth-dev', 'flux1-dev'),
        ) as unknown,
    )
    const { order, end, service } = await stageOf('comfyui', { env: { COMFYUI_GRAPH } })
    const { said } = await order()
    expect((await end(said.id ?? '')).said.status).toBe('Ready')
    const sent = service.floor.orders[0]?.sent as Graph
    expect(sent['node 6']?.inputs.text).toBe('A house')
  })

  it('of ours as a LoRA has its files named', async () => {
    const { order, service } = await stageOf('comfyui', { env: { COMFYUI_GRAPH: 'lora' } })
    expect((await order()).status).toBe(200)
    expect(JSON.stringify(service.floor.orders[0]?.sent)).toContain('flux1-depth-dev-lora.safetensors')
  })
})
