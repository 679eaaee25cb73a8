// The record that outlives the window: one key in clientStorage for each unfinished task, a second copy on its placeholder (DESIGN §4).

import type { Affine, Box, Size } from '../base/geometry.ts'
import { isRecord, readList, readNumber, readRecord, readString } from '../base/read.ts'
import { type Recipe, readRecipe } from './recipe.ts'
import type { Pose } from '../picture/registration.ts'

export type TaskKey = string

/** Radii from the upper left corner clockwise, in canvas px. */
export type Corners = readonly [number, number, number, number]

/** Where the source lay when it was exported, so that its result finds a place even if the source is gone. Page coordinates. */
export type Place = {
  readonly pageId: string
  readonly pose: Pose
  readonly corners: Corners
  /** The source's ancestor at the level of the result: results go right of it. */
  readonly neighbour: Box
}

/**
 * `waiting`: its turn has not come, nothing was sent. `intended`: written just before the POST, so the POST may have gone out.
 * `accepted`: the service gave an id, and will charge.
 */
export type TaskState =
  | { readonly state: 'waiting' }
  | { readonly state: 'intended' }
  | { readonly state: 'accepted'; readonly remoteId: string; readonly acceptedAt: number }

export type Task = {
  readonly version: 1
  readonly key: TaskKey
  /** A stamp kept on the document, so that a record knows its file. */
  readonly file: string
  readonly nodeId: string
  /** What the result's layer is called. */
  readonly name: string
  readonly recipe: Recipe
  readonly place: Place
  readonly at: number
} & TaskState

/** The service keeps finished pictures about this long (api §4); older tasks are asked once more and then told as expired. */
export const linkLifetimeMs = 10 * 60_000

const states: readonly Task['state'][] = ['waiting', 'intended', 'accepted']

/** Whether `a` tells of more that was sent than `b` does. */
export function isAhead(a: Task, b: Task): boolean {
  return states.indexOf(a.state) > states.indexOf(b.state)
}

export function storageKey(key: TaskKey): string {
  return `task:${key}`
}

export function isStorageKey(key: string): boolean {
  return key.startsWith('task:')
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

function readPlace(value: unknown): Place {
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

function readState(record: Readonly<Record<string, unknown>>): TaskState | null {
  switch (record.state) {
    case 'waiting':
    case 'intended':
      return { state: record.state }
    case 'accepted':
      return typeof record.remoteId === 'string' && record.remoteId !== ''
        ? { state: 'accepted', remoteId: record.remoteId, acceptedAt: readNumber(record.acceptedAt, 0) }
        : null
    default:
      return null
  }
}

/** A stored record; nothing for garbage, and nothing for a later version's, which is left where it is. */
export function readTask(stored: unknown): Task | null {
  if (!isRecord(stored) || stored.version !== 1 || typeof stored.key !== 'string') return null
  const recipe = readRecipe(stored.recipe)
  const state = readState(stored)
  if (recipe === null || recipe === 'newer' || state === null) return null
  return {
    version: 1,
    key: stored.key,
    file: readString(stored.file),
    nodeId: readString(stored.nodeId),
    name: readString(stored.name),
    recipe,
    place: readPlace(stored.place),
    at: readNumber(stored.at, 0),
    ...state,
  }
}
