// Whether two PNGs show the same picture.

import sharp from 'sharp'

/** The share of pixels that differ by more than rounding; 1 if the sizes differ. */
export async function differing(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((png) => sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })))
  if (a === undefined || b === undefined || a.info.width !== b.info.width || a.info.height !== b.info.height) return 1
  let count = 0
  for (let at = 0; at < a.data.length; at += 4)
    if ([0, 1, 2, 3].some((channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > 3)) count += 1
  return count / (a.data.length / 4)
}
