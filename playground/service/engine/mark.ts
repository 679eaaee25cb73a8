/** Writes "Simulated picture" into a lower corner. The letters are bitmaps, as a machine may have no fonts. */

const LETTERS: Readonly<Record<string, readonly string[]>> = {
  S: ['.####', '#....', '#....', '.###.', '....#', '....#', '####.'],
  a: ['.....', '.....', '.###.', '....#', '.####', '#...#', '.####'],
  c: ['.....', '.....', '.####', '#....', '#....', '#....', '.####'],
  d: ['....#', '....#', '.####', '#...#', '#...#', '#...#', '.####'],
  e: ['.....', '.....', '.###.', '#...#', '#####', '#....', '.####'],
  i: ['.#.', '...', '##.', '.#.', '.#.', '.#.', '###'],
  l: ['##.', '.#.', '.#.', '.#.', '.#.', '.#.', '###'],
  m: ['.....', '.....', '##.#.', '#.#.#', '#.#.#', '#.#.#', '#.#.#'],
  p: ['.....', '.....', '####.', '#...#', '####.', '#....', '#....'],
  r: ['.....', '.....', '#.##.', '##..#', '#....', '#....', '#....'],
  t: ['.#..', '.#..', '####', '.#..', '.#..', '.#..', '..##'],
  u: ['.....', '.....', '#...#', '#...#', '#...#', '#..##', '.##.#'],
  ' ': ['...', '...', '...', '...', '...', '...', '...'],
}

export function drawMark(rgb: Uint8Array, width: number, height: number, text = 'Simulated picture'): void {
  const dot = Math.max(1, Math.round(width / 640))
  const glyphs = text.split('').map((letter) => LETTERS[letter] ?? [])
  const textWidth = glyphs.reduce((sum, glyph) => sum + ((glyph[0]?.length ?? 0) + 1) * dot, -dot)
  const pad = 4 * dot
  const [boxWidth, boxHeight] = [textWidth + 2 * pad, 7 * dot + 2 * pad]
  const left = width - boxWidth - 3 * pad
  const top = height - boxHeight - 3 * pad
  if (left < 0 || top < 0) return
  blend(rgb, width, left, top, boxWidth, boxHeight, 18, 0.5)
  let x = left + pad
  for (const glyph of glyphs) {
    glyph.forEach((row, j) =>
      row.split('').forEach((cell, i) => {
        if (cell === '#') blend(rgb, width, x + i * dot, top + pad + j * dot, dot, dot, 255, 0.92)
      }),
    )
    x += ((glyph[0]?.length ?? 0) + 1) * dot
  }
}

function blend(rgb: Uint8Array, width: number, left: number, top: number, w: number, h: number, value: number, part: number): void {
  for (let y = top; y < top + h; y++) {
    for (let i = 3 * (y * width + left); i < 3 * (y * width + left + w); i++) rgb[i] = rgb[i]! * (1 - part) + value * part
  }
}
