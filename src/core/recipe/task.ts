// The record of an unfinished task, which outlives the window: in clientStorage under a key of its own, with a copy on its placeholder (DESIGN §4).

import { isRecord, readNumber, readRecord, readString } from '../base/read.ts'
import { type Recipe, readKnownRecipe } from './recipe.ts'
import { type Place, readPlace } from '../selection/place.ts'

export type TaskKey = string

/**
 * `waiting`: not its turn yet, nothing was sent. `intended`: written just before the POST, so the POST may have been sent. `accepted`: the service
 * returned an id and will charge.
 */
export type TaskState =
  | { readonly state: 'waiting' }
  /** `relay`: base URL of the relay that got the order under a name; missing where its answer cannot be requested again. */
  | { readonly state: 'intended'; readonly relay?: string }
  | { readonly state: 'accepted'; readonly remoteId: string; readonly acceptedAt: number }

export type Task = {
  readonly version: 1
  readonly key: TaskKey
  /** The stamp of the document that the task belongs to. Duplicates, branches and restored versions of the document share it. */
  readonly file: string
  /** The document's name, which tells it apart from its duplicates. Missing in records of earlier versions. */
  readonly fileName?: string
  readonly nodeId: string
  /** The layer name of the result. */
  readonly name: string
  readonly recipe: Recipe
  readonly place: Place
  /** How often the task was ordered again; each order has a name of its own. Missing for the first one. */
  readonly orders?: number
  /** When it was started, in milliseconds since the epoch; unique among tasks. */
  readonly at: number
} & TaskState

const states: readonly Task['state'][] = ['waiting', 'intended', 'accepted']

/** Whether `a` is further along in being sent than `b`. */
export function isAhead(a: Task, b: Task): boolean {
  return states.indexOf(a.state) > states.indexOf(b.state)
}

export function storageKey(key: TaskKey): string {
  return `task:${key}`
}

export function isStorageKey(key: string): boolean {
  return key.startsWith('task:')
}

/** A task that the service accepted and whose record was dropped: its picture is on the canvas, or it is not wanted any more. */
export type PastTask = { readonly doneAt: number; readonly task: Task }

export function pastKey(key: TaskKey): string {
  return `past:${key}`
}

/** Null for invalid data. */
export function readPastTask(stored: unknown): PastTask | null {
  const { doneAt, task } = readRecord(stored)
  const read = readTask(task)
  return read === null ? null : { doneAt: readNumber(doneAt, 0), task: read }
}

function readState(record: Readonly<Record<string, unknown>>): TaskState | null {
  switch (record.state) {
    case 'waiting':
      return { state: 'waiting' }
    case 'intended':
      return { state: 'intended', ...(readString(record.relay) === '' ? {} : { relay: readString(record.relay) }) }
    case 'accepted':
      return typeof record.remoteId === 'string' && record.remoteId !== ''
        ? { state: 'accepted', remoteId: record.remoteId, acceptedAt: readNumber(record.acceptedAt, 0) }
        : null
    default:
      return null
  }
}

/** The same task in another state, without the fields of its previous state, such as its remote id. */
export function withState({ version, key, file, fileName, nodeId, name, recipe, place, at, orders }: Task, state: TaskState): Task {
  const since = { ...(fileName === undefined ? {} : { fileName }), ...(orders === undefined ? {} : { orders }) }
  return { version, key, file, nodeId, name, recipe, place, at, ...since, ...state }
}

/** The name of the task's order at a relay (DESIGN §7): the task's key, with a number appended for later orders. */
export function orderKey({ key, orders = 0 }: Pick<Task, 'key' | 'orders'>): string {
  return orders === 0 ? key : `${key}-${orders}`
}

/** The same task, to be ordered again under another name. */
export function orderedAnew(task: Task): Task {
  return { ...task, orders: (task.orders ?? 0) + 1 }
}

/** Parses a stored record; null for invalid data, and for a record of a later version, which must be left where it is. */
export function readTask(stored: unknown): Task | null {
  if (!isRecord(stored) || stored.version !== 1 || typeof stored.key !== 'string') return null
  const recipe = readKnownRecipe(stored.recipe)
  const state = readState(stored)
  if (recipe === null || state === null) return null
  return {
    version: 1,
    key: stored.key,
    file: readString(stored.file),
    nodeId: readString(stored.nodeId),
    name: readString(stored.name),
    recipe,
    place: readPlace(stored.place),
    at: readNumber(stored.at, 0),
    ...(typeof stored.fileName === 'string' ? { fileName: stored.fileName } : {}),
    ...(typeof stored.orders === 'number' ? { orders: stored.orders } : {}),
    ...state,
  }
}
