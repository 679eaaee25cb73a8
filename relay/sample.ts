/** Finds the address of the picture in an answer of `get_result`, in both dialects (api §2.2), and puts another in its place. */

/** The deepest dialect has it three levels down. */
const deepest = 6

type Fields = Record<string, unknown>

export function samplesIn(answer: unknown): readonly string[] {
  const found: string[] = []
  withSample(answer, (sample) => void found.push(sample))
  return found
}

/** `rename` gives the new address, or nothing to leave this one alone. The answer itself is not touched. */
export function withSample(answer: unknown, rename: (sample: string) => string | undefined | void, depth = 0): unknown {
  if (!isFields(answer) || depth > deepest) return answer
  const { result, sample } = answer
  const renamed = typeof sample === 'string' ? rename(sample) : undefined
  return {
    ...answer,
    ...(renamed ? { sample: renamed } : {}),
    ...(isFields(result) ? { result: withSample(result, rename, depth + 1) } : {}),
    ...(isFields(answer['data']) ? { data: withSample(answer['data'], rename, depth + 1) } : {}),
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
