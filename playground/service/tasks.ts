/** The memory of the service: tasks, their state at a given moment, and their pictures. No HTTP and no timers: it asks the clock. */
import type { StatusFault } from './faults.ts'
import type { Clock, Settings } from './settings.ts'

export type Order = {
  readonly model: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly pictures: Readonly<Record<string, Uint8Array>>
}

export type Painted = { readonly bytes: Uint8Array; readonly type: string; readonly width: number; readonly height: number }
export type Paint = (order: Order, seed: number) => Promise<Painted>

export type Task = {
  readonly id: string
  readonly order: Order
  readonly seed: number
  readonly createdAt: number
  readonly readyAt: number
  readonly ending: StatusFault | undefined
  /** Rejects if the picture could not be painted; the task then ends in Error. */
  readonly painted: Promise<Painted>
}

export type State = {
  readonly status: string
  readonly progress: number | null
  readonly sample?: { readonly path: string; readonly expiresAt: number }
  readonly details?: Readonly<Record<string, unknown>>
}

export type Tasks = {
  readonly accepted: readonly Task[]
  readonly accept: (order: Order, ending?: StatusFault) => Task
  readonly find: (id: string) => Task | undefined
  /** Returns the current state of the task; `instead` replaces it for this one answer. */
  readonly look: (id: string, instead?: StatusFault) => Promise<State>
  readonly finish: (id: string) => void
}

const NOT_FOUND: State = { status: 'Task not found', progress: null }

export function createTasks(clock: Clock, random: () => number, settings: Settings, paint: Paint): Tasks {
  const accepted: Task[] = []
  const find = (id: string): Task | undefined => accepted.find((task) => task.id === id)
  return {
    accepted,
    find,
    accept(order, ending) {
      const given = order.fields['seed']
      const seed = typeof given === 'number' ? given : Math.floor(random() * 2 ** 32)
      const painted = paint(order, seed)
      // Rejections surface when someone requests the result; until then, ignore them.
      painted.catch(() => undefined)
      const createdAt = clock.now()
      const task: Task = {
        id: settings.idShape === 'number' ? newNumber(random) : newId(random),
        order,
        seed,
        createdAt,
        readyAt: createdAt + settings.taskMs,
        ending,
        painted,
      }
      accepted.push(task)
      return task
    },
    async look(id, instead) {
      const task = find(id)
      if (!task || instead === 'task-not-found' || clock.now() > task.readyAt + settings.keepMs) return NOT_FOUND
      return stateOf(task, clock.now(), settings, instead)
    },
    /** Makes a task ready at once, for tests that do not care about its progress. */
    finish(id) {
      const at = accepted.findIndex((task) => task.id === id)
      const task = accepted[at]
      if (task) accepted[at] = { ...task, readyAt: Math.min(task.readyAt, clock.now()) }
    },
  }
}

async function stateOf(task: Task, now: number, settings: Settings, instead: StatusFault | undefined): Promise<State> {
  const fault = instead ?? task.ending
  const elapsed = Math.max(0, now - task.createdAt)
  const share = now >= task.readyAt ? 1 : elapsed / Math.max(1, task.readyAt - task.createdAt)
  if (instead === 'backwards' || fault === 'stuck') return { status: 'Pending', progress: 0 }
  if (task.ending === 'backwards' && share > 0.6 && share < 0.9) return { status: 'Pending', progress: 0 }
  // The input is moderated before anything is painted, so this ending comes early.
  if (fault === 'moderated-request' && (instead || share > 0.2)) return moderated('Request Moderated')
  if (fault === 'unknown-status' && (instead || share < 1)) return { status: 'Upscaling', progress: share }
  if (share < 1 && !instead) return working(task, share)
  switch (fault) {
    case 'moderated-content':
      return moderated('Content Moderated')
    case 'error':
      return { status: 'Error', progress: null, details: { error: 'The picture could not be generated.' } }
    case 'failed':
      return { status: 'Failed', progress: null }
    case 'task-not-found':
      return NOT_FOUND
    case 'no-sample':
      return { status: 'Ready', progress: 1 }
    default:
      return ready(task, now, settings)
  }
}

function working(task: Task, share: number): State {
  if (share < 0.2) return { status: 'Pending', progress: 0 }
  // The newer models think first (api §2.2).
  if (share < 0.4 && task.order.model.startsWith('flux-2')) return { status: 'Reasoning', progress: null }
  return { status: 'Generating', progress: Math.round(share * 100) / 100 }
}

function moderated(status: string): State {
  return { status, progress: null, details: { 'Moderation Reasons': ['Safety Filter'] } }
}

async function ready(task: Task, now: number, settings: Settings): Promise<State> {
  try {
    const { type } = await task.painted
    const expiresAt = (settings.renewsLinks ? now : task.readyAt) + settings.linkMs
    return { status: 'Ready', progress: 1, sample: { path: `/durable/${task.id}/sample.${type.split('/')[1]}`, expiresAt } }
  } catch {
    return { status: 'Error', progress: null, details: { error: 'The picture could not be read.' } }
  }
}

/** A whole number near 2^63, odd, so that a double can never represent it. */
function newNumber(random: () => number): string {
  return `178888888888${String(Math.floor(random() * 999_999)).padStart(6, '0')}1`
}

/** 26 lower-case characters, like the newer ids of CometAPI (api §2.1). */
function newId(random: () => number): string {
  return Array.from({ length: 26 }, () => Math.floor(random() * 36).toString(36)).join('')
}
