// FLUX.1 Depth [pro]: keeps geometry by a depth map of the picture (api §1.1). Its request has no width or height.

import { depthMaps } from '../model.ts'
import { makeModel } from '../request.ts'
import { depthFamily, guidance, guidanceDial } from '../families.ts'

export const fluxDepthPro = makeModel({
  ...depthFamily,
  id: 'flux-depth-pro',
  label: 'FLUX.1 Depth [pro]',
  goodFor: 'repainting everything while walls, products and perspective stay.',
  geometry: 'kept by a depth map of the frame.',
  served: 'Retired by its maker on 31 October 2025. Still served by CometAPI, as far as known.',
  // CometAPI's sales page has hyphens, its documentation has dots (api §0.5). The product was specified with the hyphens.
  paths: ['flux-pro-1-0-depth', 'flux-pro-1.0-depth'],
  imageField: ({ geometry }) => (geometry === 'picture' ? 'control_image' : 'preprocessed_image'),
  // In a drawn depth map every grey is a distance, which JPEG would change.
  takesJpeg: ({ geometry }) => geometry === 'picture',
  depthFrom: ({ geometry }) => depthMaps.find((from) => from === geometry) ?? null,
  dial: guidanceDial({ free: 5, loose: 10, balanced: 15, firm: 25, exact: 40 }),
  params: {
    geometry: {
      kind: 'choice',
      label: 'Geometry from',
      hint: 'A depth map drawn in greys (near is white) is used as it is.',
      options: [
        { value: 'picture', label: 'The frame as a picture' },
        { value: 'layers', label: 'Depth from its layers', isDepthMap: true },
        { value: 'layer', label: 'Its layer #depth', isDepthMap: true },
        { value: 'image', label: 'A chosen image', isDepthMap: true },
        { value: 'depth', label: 'The frame is a depth map', isDepthMap: true },
      ],
      initial: 'picture',
    },
    guidance: guidance(1, 100, 15),
    ...depthFamily.params,
  },
  // Canny would keep more, but is being retired like depth; Kontext is legacy and paints only its own sizes (api §6).
  successor: 'flux-2-pro',
})
