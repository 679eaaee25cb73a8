// Where a source lies on its page. Stored with its task, so that a result can be placed even when the source is gone.

import type { Affine, Box, Size } from '../base/geometry.ts'
import { readList, readNumber, readRecord, readString } from '../base/read.ts'
import type { Pose } from '../picture/registration.ts'

/** Corner radii, clockwise from the upper left, in canvas px. */
export type Corners = readonly [number, number, number, number]

/** In page coordinates. Stored with a task, so its fields must keep their names. */
export type Place = {
  readonly pageId: string
  readonly pose: Pose
  readonly corners: Corners
  /** The box of the source's ancestor at the level of the result; results go to the right of it. */
  readonly neighbour: Box
}

function readSize(value: unknown): Size {
  const { width, height } = readRecord(value)
  return { width: readNumber(width, 1, 0.01), height: readNumber(height, 1, 0.01) }
}

function readRow(value: unknown, fallback: readonly [number, number, number]): [number, number, number] {
  const row = readList(value)
  return [readNumber(row[0], fallback[0]), readNumber(row[1], fallback[1]), readNumber(row[2], fallback[2])]
}

function readTransform(value: unknown): Affine {
  const rows = readList(value)
  return [readRow(rows[0], [1, 0, 0]), readRow(rows[1], [0, 1, 0])]
}

/** Parses a stored place. Missing or invalid parts are replaced by the origin, no rotation, and square corners. */
export function readPlace(value: unknown): Place {
  const place = readRecord(value)
  const pose = readRecord(place.pose)
  const neighbour = readRecord(place.neighbour)
  const corner = (index: number): number => readNumber(readList(place.corners)[index], 0, 0)
  return {
    pageId: readString(place.pageId),
    pose: { size: readSize(pose.size), transform: readTransform(pose.transform) },
    corners: [corner(0), corner(1), corner(2), corner(3)],
    neighbour: { x: readNumber(neighbour.x, 0), y: readNumber(neighbour.y, 0), ...readSize(neighbour) },
  }
}
