/** Surfaces: for a place on it, each returns the lightness and the shift in tint. Sizes are in pixels of a 1000-px picture. */
import { mix, smoothstep, type Noise } from './noise.ts'

export type Texel = { light: number; warm: number }
export type Material = (noise: Noise, u: number, v: number, out: Texel) => void

export type MaterialName =
  | 'boards'
  | 'concrete'
  | 'brick'
  | 'plaster'
  | 'marble'
  | 'metal'
  | 'leaves'
  | 'weave'
  | 'plain'
  | 'grass'
  | 'paving'
  | 'sand'
  | 'wet'
  | 'snow'

export const materials: Readonly<Record<MaterialName, Material>> = {
  plain(_noise, _u, _v, out) {
    set(out, 1, 0)
  },
  boards(noise, u, v, out) {
    const WIDTH = 15
    const board = Math.floor(u / WIDTH)
    const across = u / WIDTH - board
    // Each board's grain starts at a different place; otherwise the wall looks printed.
    const shift = noise.pick(board, 7) * 900
    const grain = noise.layers(u * 0.55 + shift, (v + shift) * 0.022, 3) - 0.5
    const fibre = noise.at(u * 2.1, v * 0.09 + shift) - 0.5
    const tone = noise.pick(board, 3) - 0.5
    const gap = smoothstep(0.07, 0, across) + smoothstep(0.97, 1, across) * 0.5
    set(out, (1 + tone * 0.24 + grain * 0.34 + fibre * 0.12) * (1 - gap * 0.55), tone * 0.1 + grain * 0.12)
  },
  concrete(noise, u, v, out) {
    const [WIDTH, HEIGHT] = [150, 78]
    const [column, row] = [Math.floor(u / WIDTH), Math.floor(v / HEIGHT)]
    const [x, y] = [u - column * WIDTH, v - row * HEIGHT]
    const blotch = noise.layers(u * 0.018, v * 0.012, 4) - 0.5
    const streak = noise.at(u * 0.12, v * 0.01) - 0.5
    const speckle = noise.at(u * 1.3, v * 1.3) - 0.5
    const joint = Math.max(smoothstep(1.3, 0.4, Math.min(x, WIDTH - x)), smoothstep(1.3, 0.4, Math.min(y, HEIGHT - y)))
    // The four tie holes of every formwork panel.
    const tie = smoothstep(2.6, 1.6, Math.hypot(Math.min(x, WIDTH - x) - 26, Math.min(y, HEIGHT - y) - 18))
    const panel = noise.pick(column, row + 90) - 0.5
    set(out, (1 + blotch * 0.3 + streak * 0.07 + speckle * 0.1 + panel * 0.07) * (1 - joint * 0.25 - tie * 0.3), blotch * 0.03)
  },
  brick(noise, u, v, out) {
    const [WIDTH, HEIGHT, MORTAR] = [23, 8, 1.3]
    const row = Math.floor(v / HEIGHT)
    const along = u / WIDTH + (row & 1) * 0.5
    const column = Math.floor(along)
    const [x, y] = [(along - column) * WIDTH, v - row * HEIGHT]
    const mortar = Math.max(smoothstep(MORTAR, MORTAR * 0.35, x), smoothstep(MORTAR, MORTAR * 0.35, y))
    const tone = noise.pick(column, row) - 0.5
    const burnt = noise.pick(column + 50, row) > 0.9 ? -0.22 : 0
    const rough = noise.at(u * 0.9, v * 0.9) - 0.5
    const brick = 1 + tone * 0.36 + burnt + rough * 0.18 + (noise.at(u * 0.02, v * 0.02) - 0.5) * 0.14
    set(out, mix(brick, 1.22 + rough * 0.1, mortar * 0.8), mix(tone * 0.1, -0.16, mortar * 0.8))
  },
  plaster(noise, u, v, out) {
    const cloud = noise.layers(u * 0.014, v * 0.014, 4) - 0.5
    const trowel = noise.layers(u * 0.09 + cloud * 3, v * 0.16, 2) - 0.5
    const grit = noise.at(u * 0.9, v * 0.9) - 0.5
    set(out, 1 + cloud * 0.1 + trowel * 0.045 + grit * 0.035, cloud * 0.04)
  },
  marble(noise, u, v, out) {
    const bend = noise.layers(u * 0.006, v * 0.006, 4)
    const vein = Math.abs(Math.sin(u * 0.011 + v * 0.017 + bend * 7))
    const fine = Math.abs(Math.sin(u * 0.024 - v * 0.008 + noise.layers(u * 0.011 + 40, v * 0.011, 4) * 8))
    const cloud = noise.layers(u * 0.007 + 9, v * 0.01, 3) - 0.5
    const strong = smoothstep(0.4, 0.62, bend)
    const dark =
      (1 - smoothstep(0, 0.5, vein)) * 0.14 + (1 - smoothstep(0, 0.09, vein)) * 0.2 * strong + (1 - smoothstep(0, 0.045, fine)) * 0.12
    set(out, 1 + cloud * 0.18 - dark, dark * 0.12 + cloud * 0.03)
  },
  metal(noise, u, v, out) {
    const PANEL = 92
    const column = Math.floor(u / PANEL)
    const x = u - column * PANEL
    const brushed = noise.at(u * 0.03, v * 1.4) * 0.6 + noise.at(u * 0.08, v * 2.7) * 0.4 - 0.5
    const sheen = Math.sin(u * 0.012 + noise.at(u * 0.004, v * 0.006) * 5) * 0.08
    const seam = smoothstep(1.2, 0.3, Math.min(x, PANEL - x))
    set(out, (1 + brushed * 0.12 + sheen + (noise.pick(column, 5) - 0.5) * 0.08) * (1 - seam * 0.35), -sheen * 0.1)
  },
  leaves(noise, u, v, out) {
    const clump = noise.layers(u * 0.018, v * 0.018, 3)
    const leaf = noise.at(u * 0.2, v * 0.26)
    const small = noise.at(u * 0.46 + 30, v * 0.5)
    // Leaves overlap downwards: light on top, dark between.
    const depth = smoothstep(0.2, 0.85, clump * 0.3 + leaf * 0.45 + small * 0.35)
    set(out, 0.5 + depth * 0.62 + (small - 0.5) * 0.3 + (clump - 0.5) * 0.5, (leaf - 0.5) * 0.3 + (clump - 0.5) * 0.4)
  },
  weave(noise, u, v, out) {
    const thread = Math.sin(u * 1.6 + noise.at(u * 0.1, v * 0.4)) * Math.sin(v * 1.6 + noise.at(u * 0.4, v * 0.1))
    const fold = noise.layers(u * 0.009 + v * 0.004, v * 0.003, 3) - 0.5
    set(out, 1 + thread * 0.07 + fold * 0.22 + (noise.at(u * 0.25, v * 1.3) - 0.5) * 0.07, fold * 0.05)
  },
  grass(noise, u, v, out) {
    const patch = noise.layers(u * 0.012, v * 0.012, 3) - 0.5
    const blade = noise.at(u * 0.55, v * 0.22) - 0.5
    const tuft = noise.layers(u * 0.09, v * 0.07, 2) - 0.5
    set(out, 1 + patch * 0.34 + blade * 0.3 + tuft * 0.26, patch * 0.3 + tuft * 0.1)
  },
  paving(noise, u, v, out) {
    const [WIDTH, HEIGHT] = [64, 42]
    const row = Math.floor(v / HEIGHT)
    const along = u / WIDTH + (row & 1) * 0.5
    const column = Math.floor(along)
    const [x, y] = [(along - column) * WIDTH, v - row * HEIGHT]
    const joint = Math.max(smoothstep(2, 0.6, Math.min(x, WIDTH - x)), smoothstep(2, 0.6, Math.min(y, HEIGHT - y)))
    const tone = noise.pick(column, row) - 0.5
    const dirt = noise.layers(u * 0.03, v * 0.03, 3) - 0.5
    set(out, (1 + tone * 0.1 + dirt * 0.2 + (noise.at(u, v) - 0.5) * 0.08) * (1 - joint * 0.26), dirt * 0.05)
  },
  sand(noise, u, v, out) {
    const dune = Math.sin(v * 0.16 + noise.layers(u * 0.012, v * 0.02, 3) * 9)
    set(out, 1 + dune * 0.055 + (noise.layers(u * 0.02, v * 0.02, 3) - 0.5) * 0.16 + (noise.at(u * 1.2, v * 1.2) - 0.5) * 0.09, dune * 0.02)
  },
  wet(noise, u, v, out) {
    const puddle = smoothstep(0.42, 0.68, noise.layers(u * 0.012, v * 0.02, 4))
    set(out, 0.92 + puddle * 0.26 + (noise.at(u * 0.8, v * 0.8) - 0.5) * 0.14 * (1 - puddle), -puddle * 0.06)
  },
  snow(noise, u, v, out) {
    const drift = noise.layers(u * 0.008, v * 0.014, 3) - 0.5
    set(out, 1 + drift * 0.18 + (noise.at(u * 0.9, v * 0.9) - 0.5) * 0.03, -drift * 0.08)
  },
}

function set(out: Texel, light: number, warm: number): void {
  out.light = light
  out.warm = warm
}
