// Lets Figma load a picture from its address: the second rung of the delivery ladder, where the window cannot read the bytes (DESIGN §7).

import { messageOf } from '../../core/base/text.ts'
import { fail } from '../../core/failure/failure.ts'
import type { Figma } from '../base/figma.ts'

/** Errors: `delivery-blocked`. */
export async function loadPicture(figma: Figma, url: string): Promise<Image> {
  try {
    return await figma.createImageAsync(url)
  } catch (thrown) {
    return fail('delivery-blocked', messageOf(thrown))
  }
}
