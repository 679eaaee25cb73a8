import { describe, expect, it } from 'vitest'
import type { LayerPart, Role } from '../../src/core/live/part.ts'
import { type LayerSet, type RemovalNode, planRemoval } from '../../src/core/live/plan-removal.ts'

type Node = RemovalNode & { readonly name: string }

function layer(name: string, role: Role, node: Partial<RemovalNode> = {}): LayerPart<Node> {
  return { node: { name, type: 'RECTANGLE', visible: true, ...node }, role, parts: [] }
}

function holder(type: string, parts: readonly LayerPart<Node>[], node: Partial<RemovalNode> = {}): LayerPart<Node> {
  return { node: { name: 'holder', type, visible: true, ...node }, role: 'holds', parts }
}

function planned(part: LayerPart<Node>, keep: LayerSet) {
  const { remove, hide } = planRemoval(part, keep)
  return { remove: remove.map(({ name }) => name), hide: hide.map(({ name }) => name) }
}

const everyRole = [
  layer('text', 'live'),
  layer('jar', 'product'),
  layer('clip', 'mask'),
  layer('shape', 'area'),
  layer('photo', 'rest'),
  layer('unseen', 'rest', { visible: false }),
]
const autoLayout = { layoutMode: 'VERTICAL' }

describe('the plan of what goes from a copy', () => {
  it('leaves what is live, with the masks that cut it', () => {
    expect(planned(holder('FRAME', everyRole), 'live')).toEqual({ remove: ['shape', 'photo', 'unseen'], hide: [] })
  })

  it('leaves what is picture, with all masks', () => {
    expect(planned(holder('FRAME', everyRole), 'picture')).toEqual({ remove: ['text', 'jar', 'shape'], hide: [] })
  })

  it('is empty for a part that holds nothing live', () => {
    for (const role of ['live', 'product', 'mask', 'area', 'rest'] as const)
      expect(planned({ ...layer('whole', role), parts: [layer('inner', 'rest')] }, 'live')).toEqual({ remove: [], hide: [] })
  })

  it('goes into every layer that holds something live', () => {
    const inner = holder('FRAME', [layer('text', 'live'), layer('photo', 'rest')])
    expect(planned(holder('FRAME', [holder('GROUP', [inner]), layer('wall', 'rest')]), 'live').remove).toEqual(['photo', 'wall'])
  })

  it('hides what shows in an instance, at any depth, and leaves what is hidden already', () => {
    const parts = [holder('FRAME', [layer('text', 'live'), layer('photo', 'rest'), layer('unseen', 'rest', { visible: false })])]
    expect(planned(holder('INSTANCE', parts), 'live')).toEqual({ remove: [], hide: ['photo'] })
  })

  it('treats a component as the instance that its copy is', () => {
    expect(planned(holder('COMPONENT', everyRole), 'live')).toEqual({ remove: [], hide: ['shape', 'photo'] })
  })

  it('hides what takes room in an auto layout, and removes what takes none', () => {
    const parts = [
      layer('text', 'live'),
      layer('photo', 'rest'),
      layer('floating', 'rest', { layoutPositioning: 'ABSOLUTE' }),
      layer('unseen', 'rest', { visible: false }),
    ]
    expect(planned(holder('FRAME', parts, autoLayout), 'live')).toEqual({ remove: ['floating', 'unseen'], hide: ['photo'] })
  })

  it('takes nothing from a group whose size an auto layout depends on, nor from groups in it', () => {
    const group = holder('GROUP', [holder('GROUP', [layer('text', 'live'), layer('photo', 'rest')]), layer('wall', 'rest')])
    expect(planned(holder('FRAME', [group], autoLayout), 'live')).toEqual({ remove: [], hide: ['photo', 'wall'] })
  })

  it('takes layers from a group that floats over an auto layout', () => {
    const group = holder('GROUP', [layer('text', 'live'), layer('photo', 'rest')], { layoutPositioning: 'ABSOLUTE' })
    expect(planned(holder('FRAME', [group], autoLayout), 'live')).toEqual({ remove: ['photo'], hide: [] })
  })

  it('takes layers from a frame in a group whose size is fixed: a frame keeps its own', () => {
    const frame = holder('FRAME', [layer('text', 'live'), layer('photo', 'rest')])
    expect(planned(holder('FRAME', [holder('GROUP', [frame])], autoLayout), 'live')).toEqual({ remove: ['photo'], hide: [] })
  })
})

describe('a layer that holds nothing but live layers', () => {
  const seen = { isVisible: true, isMask: false, kind: 'other', marked: null, notLiftableTexts: 0, style: null, isAllLive: true } as const

  it('is not searched for what is not live', () => {
    expect(planned({ ...holder('FRAME', [layer('photo', 'rest')]), seen }, 'live')).toEqual({ remove: [], hide: [] })
  })

  it('loses all of it where only the picture is left', () => {
    expect(planned({ ...holder('FRAME', [layer('text', 'live')]), seen }, 'picture')).toEqual({ remove: ['text'], hide: [] })
  })
})
