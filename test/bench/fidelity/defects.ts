// The known defects that are put into generated results on purpose.

import { type Chance, chanceOf } from './chance.ts'
import { type Family, sceneOf } from './scenes.ts'
import { type Bounds, type Role, type Scene, type Shape, boundsOf, box, ellipse, fine, mapped, size } from './shapes.ts'

export type Flawed = { readonly scene: Scene; readonly box?: Bounds }
export type Defect = (family: Family, seed: number) => Flawed | undefined

/** The objects of a scene that stand out from their surroundings and are not mostly hidden. */
function objectsOf(scene: Scene): readonly number[] {
  const all = [...new Set(scene.map(({ object }) => object))].filter((object) => object > 0)
  return all.filter((object) => {
    const { left, top, right, bottom } = boundsOf(scene.filter((shape) => shape.object === object))
    const isIn = left > 10 && top > 10 && right < size.width - 10 && bottom < size.height - 10
    return isIn && right - left > 26 && bottom - top > 18 && !isHidden(scene, object)
  })
}

/** Whether later shapes cover much of it. */
function isHidden(scene: Scene, object: number): boolean {
  const own = boundsOf(scene.filter((shape) => shape.object === object))
  const last = scene.reduce((found, shape, i) => (shape.object === object ? i : found), -1)
  const area = (own.right - own.left) * (own.bottom - own.top)
  return scene.slice(last + 1).some((shape) => {
    const over = boundsOf([shape])
    const across = Math.min(own.right, over.right) - Math.max(own.left, over.left)
    const down = Math.min(own.bottom, over.bottom) - Math.max(own.top, over.top)
    return across > 0 && down > 0 && across * down > 0.35 * area
  })
}

function around(...all: readonly Bounds[]): Bounds {
  return {
    left: Math.min(...all.map((one) => one.left)),
    top: Math.min(...all.map((one) => one.top)),
    right: Math.max(...all.map((one) => one.right)),
    bottom: Math.max(...all.map((one) => one.bottom)),
  }
}

/** A defect of one object of the scene. */
function local(name: string, change: (shapes: Scene, bounds: Bounds, chance: Chance) => Scene): Defect {
  return (family, seed) => {
    const scene = sceneOf(family, seed)
    const chance = chanceOf(seed, name)
    const objects = objectsOf(scene)
    const object = objects[chance.whole(0, objects.length - 1)]
    if (object === undefined) return undefined
    const own = scene.filter((shape) => shape.object === object)
    const bounds = boundsOf(own)
    const changed = change(own, bounds, chance)
    const at = scene.findIndex((shape) => shape.object === object)
    const rest = scene.filter((shape) => shape.object !== object)
    return {
      scene: [...rest.slice(0, at), ...changed, ...rest.slice(at)],
      box: changed.length > 0 ? around(bounds, boundsOf(changed)) : bounds,
    }
  }
}

function movedBy(pixels: number): Defect {
  return local('moved', (shapes, _bounds, chance) => {
    const angle = chance.between(0, 2 * Math.PI)
    const [dx, dy] = [pixels * Math.cos(angle), pixels * Math.sin(angle)]
    return shapes.map((shape) => mapped(shape, (x, y) => [x + dx, y + dy]))
  })
}

function other({ left, top, right, bottom }: Bounds, chance: Chance): readonly Shape[] {
  const [w, h, x, y] = [right - left, bottom - top, (left + right) / 2, (top + bottom) / 2]
  const role = chance.pick<Role>(['body', 'cloth', 'metal', 'wood'])
  const [shade, object] = [chance.between(0.25, 0.7), 9999]
  const kind = chance.whole(0, 2)
  if (kind === 0) return [{ role, shade, object, points: ellipse(x, y, w / 2, h / 2) }]
  if (kind === 1)
    return [
      {
        role,
        shade,
        object,
        points: [
          [left, bottom],
          [x, top],
          [right, bottom],
        ],
      },
      { role: 'label', shade: 0.85, object, points: ellipse(x, y + h * 0.2, w * 0.14, h * 0.12) },
    ]
  return [
    {
      role,
      shade,
      object,
      points: [
        [left + w * 0.2, top],
        [right - w * 0.1, top + h * 0.1],
        [right, bottom],
        [left, bottom - h * 0.15],
      ],
    },
    { role: 'frame', shade: 0.85, object, points: box(x - w * 0.15, y - h * 0.1, w * 0.3, h * 0.25) },
  ]
}

function added(family: Family, seed: number): Flawed {
  const chance = chanceOf(seed, `added ${family}`)
  const [w, h] = [chance.between(36, 110), chance.between(36, 110)]
  const [x, y] = [chance.between(60, size.width - 60 - w), chance.between(60, size.height - 60 - h)]
  const bounds = { left: x, top: y, right: x + w, bottom: y + h }
  const shapes: readonly Shape[] =
    chance.next() < 0.3
      ? [{ role: chance.pick<Role>(['body', 'glass', 'wood']), shade: 0.35, object: 9999, points: box(x, y, w, h) }]
      : other(bounds, chance)
  return { scene: [...sceneOf(family, seed), ...shapes], box: bounds }
}

function everywhere(to: (x: number, y: number, chance: Chance) => readonly [number, number], name: string): Defect {
  return (family, seed) => {
    const numbers = Array.from({ length: 8 }, () => 0)
    const chance = chanceOf(seed, name)
    numbers.forEach((_, i) => (numbers[i] = chance.next()))
    return {
      scene: sceneOf(family, seed).map((shape) => {
        let i = 0
        const replay: Chance = {
          ...chance,
          next: () => numbers[i++ % 8] ?? 0,
          between: (from, until) => from + (until - from) * (numbers[i++ % 8] ?? 0),
        }
        return mapped(fine(shape), (x, y) => {
          i = 0
          return to(x, y, replay)
        })
      }),
    }
  }
}

function shifted(pixels: number): Defect {
  return everywhere((x, y, chance) => {
    const angle = chance.between(0, 2 * Math.PI)
    return [x + pixels * Math.cos(angle), y + pixels * Math.sin(angle)]
  }, 'shifted')
}

const [mx, my] = [(size.width - 1) / 2 + 0.5, (size.height - 1) / 2 + 0.5]

export const defects: Readonly<Record<string, Defect>> = {
  'moved by 3 px': movedBy(3),
  'moved by 6 px': movedBy(6),
  'moved by 12 px': movedBy(12),
  'moved by 24 px': movedBy(24),
  removed: local('removed', () => []),
  added,
  replaced: local('replaced', (_shapes, bounds, chance) => other(bounds, chance)),
  redrawn: local('redrawn', (shapes, _bounds, chance) => {
    const [px, py, wave] = [chance.between(0, 6), chance.between(0, 6), chance.between(9, 16)]
    return shapes.map((shape) => mapped(fine(shape), (x, y) => [x + 4.5 * Math.sin(y / wave + px), y + 4.5 * Math.sin(x / wave + py)]))
  }),
  bent: local('bent', (shapes, { left, top, right, bottom }, chance) => {
    const by = chance.between(6, 11) * (chance.next() < 0.5 ? -1 : 1)
    const isTall = bottom - top > right - left
    return shapes.map((shape) =>
      mapped(fine(shape), (x, y) => {
        const t = isTall ? (y - top) / (bottom - top) : (x - left) / (right - left)
        const off = by * 4 * t * (1 - t)
        return isTall ? [x + off, y] : [x, y + off]
      }),
    )
  }),
  storeys: (family, seed) => ({ scene: sceneOf(family, seed, 1) }),
  perspective: everywhere((x, y, chance) => {
    const [a, b] = [chance.between(-1, 1), chance.between(-1, 1)]
    const w = 1 + (a * 0.05 * (x - mx)) / 400 + ((b < 0 ? -0.03 : 0.03) * (y - my)) / 300
    return [mx + (x - mx) / w, my + (y - my) / w]
  }, 'perspective'),
  'shifted by 1 px': shifted(1),
  'shifted by 2 px': shifted(2),
  'shifted by 4 px': shifted(4),
  'scaled by 1 %': everywhere((x, y, chance) => {
    const s = chance.next() < 0.5 ? 0.99 : 1.01
    return [mx + s * (x - mx), my + s * (y - my)]
  }, 'scaled'),
  'turned by 0.5°': everywhere((x, y, chance) => {
    const angle = ((chance.next() < 0.5 ? 0.5 : -0.5) * Math.PI) / 180
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    return [mx + c * (x - mx) - s * (y - my), my + s * (x - mx) + c * (y - my)]
  }, 'turned'),
}

export { fine }
