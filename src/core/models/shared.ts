// Parameters that several models of the family share (api §1.1, §6).

import type { Param } from './model.ts'

export const seed: Param = { kind: 'seed', label: 'Seed' }

export const safety = (max: number): Param => ({
  kind: 'number',
  label: 'Safety tolerance',
  hint: `0 is strictest, ${max} is most tolerant.`,
  min: 0,
  max,
  step: 1,
  initial: 2,
})

/** Never webp: Figma takes PNG, JPEG and GIF only (platform §3.2). */
export const formats: Param = {
  kind: 'choice',
  label: 'Format',
  hint: 'PNG is lossless, JPEG keeps the file small.',
  options: [
    { value: 'png', label: 'PNG' },
    { value: 'jpeg', label: 'JPEG' },
  ],
  initial: 'png',
}

export const upsampling: Param = {
  kind: 'toggle',
  label: 'Let the service rewrite the prompt',
  hint: 'It adds detail of its own.',
  initial: false,
}
