/** The JSON for one state of a task: in the maker's form, or in the wrapper of the relay software (api §2.2). */
import type { Settings } from './settings.ts'
import type { Painted, State, Task } from './tasks.ts'

export function submitAnswer(settings: Settings, task: Task): unknown {
  switch (settings.submitShape) {
    case 'polling-url':
      // The maker's own URL on purpose: a client that follows it sends the key to the wrong service (api §0.6).
      return {
        id: task.id,
        polling_url: `https://api.eu2.bfl.ai/v1/get_result?id=${task.id}`,
        cost: null,
        input_mp: null,
        output_mp: null,
      }
    case 'status':
      return { id: task.id, status: 'Pending' }
    case 'task-id':
      return { task_id: task.id, status: 'Pending' }
    case 'nested':
      return { code: 'success', message: '', data: { taskId: task.id } }
    case 'request-id':
      return { data: { request_id: task.id } }
    default:
      return settings.submitShape satisfies never
  }
}

export function pollAnswer(settings: Settings, id: string, state: State, task: Task | undefined, inlined?: Painted): unknown {
  const result = state.sample && task ? resultOf(settings, state.sample, task, inlined) : null
  if (settings.dialect === 'text') return wrapped(id, state, result && JSON.stringify(result))
  if (settings.dialect === 'wrapped') return wrapped(id, state, result)
  return { id, status: state.status, result, progress: state.progress, details: state.details ?? null, preview: null }
}

function resultOf(
  settings: Settings,
  sample: NonNullable<State['sample']>,
  task: Task,
  inlined?: Painted,
): { sample: string } & Record<string, unknown> {
  const query = new URLSearchParams({ se: new Date(sample.expiresAt).toISOString(), sp: 'r', sig: `${task.id.slice(0, 12)}+/=` })
  return {
    seed: task.seed,
    prompt: task.order.fields['prompt'],
    sample: inlined
      ? `data:${inlined.type};base64,${Buffer.from(inlined.bytes).toString('base64')}`
      : `${settings.imageBase}${sample.path}?${query.toString()}`,
    duration: (task.readyAt - task.createdAt) / 1000,
    start_time: task.createdAt / 1000,
    end_time: task.readyAt / 1000,
  }
}

function wrapped(id: string, state: State, result: { sample: string } | string | null): unknown {
  const isEnd = !['Pending', 'Reasoning', 'Generating', 'Upscaling', 'Ready'].includes(state.status)
  const status = isEnd ? 'FAILURE' : state.status === 'Ready' ? 'SUCCESS' : state.status === 'Pending' ? 'SUBMITTED' : 'IN_PROGRESS'
  if (state.status === 'Task not found') return { code: 'task_not_exist', message: 'Task not found', data: null }
  const progress = `${Math.round((state.progress ?? 0) * 100)}%`
  return {
    code: 'success',
    message: '',
    data: {
      task_id: id,
      status: state.status === 'Upscaling' ? 'UPSCALING' : status,
      fail_reason: isEnd ? state.status : '',
      progress,
      data: result,
    },
  }
}
