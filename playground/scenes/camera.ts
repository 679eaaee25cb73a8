// A camera looking horizontally, so that verticals stay vertical, as architects draw. Metres in, pixels out.

export type Spot = readonly [x: number, y: number, z: number]
export type Spot2 = readonly [x: number, y: number]

export type Camera = {
  see(spot: Spot): Spot2
  /** How many pixels a metre takes at this point. */
  scaleAt(spot: Spot): number
}

/** `turn` is the viewing direction in degrees from the z axis towards x; `focal`, `middle` and `horizon` are in pixels. */
export function cameraAt([ex, ey, ez]: Spot, turn: number, focal: number, middle: number, horizon: number): Camera {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
  const depth = ([x, , z]: Spot): number => Math.max(0.4, (x - ex) * sin + (z - ez) * cos)
  return {
    see: (spot) => {
      const [x, y, z] = spot
      const scale = focal / depth(spot)
      return [middle + ((x - ex) * cos - (z - ez) * sin) * scale, horizon - (y - ey) * scale]
    },
    scaleAt: (spot) => focal / depth(spot),
  }
}

/** The faces of a box, given by two corners, that a viewer in front, to the right and below the eaves can see. */
export function facesOf([x0, y0, z0]: Spot, [x1, y1, z1]: Spot): Readonly<Record<'front' | 'right' | 'top' | 'bottom', readonly Spot[]>> {
  return {
    front: [
      [x0, y0, z0],
      [x1, y0, z0],
      [x1, y1, z0],
      [x0, y1, z0],
    ],
    right: [
      [x1, y0, z0],
      [x1, y0, z1],
      [x1, y1, z1],
      [x1, y1, z0],
    ],
    top: [
      [x0, y1, z0],
      [x1, y1, z0],
      [x1, y1, z1],
      [x0, y1, z1],
    ],
    bottom: [
      [x0, y0, z0],
      [x1, y0, z0],
      [x1, y0, z1],
      [x0, y0, z1],
    ],
  }
}
