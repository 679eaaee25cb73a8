// Progress bar of a job or a run, based on what the service reports and on how long such pictures usually take.

type ProgressProps = {
  readonly label: string
  /** From 0 to 1; null when unknown. */
  readonly share: number | null
  /** The progress in words, for screen readers. */
  readonly text: string
  readonly isOver?: boolean
}

export function Progress({ label, share, text, isOver = false }: ProgressProps) {
  const percent = share === null ? undefined : Math.round(share * 100)
  return (
    <div
      class={`bar${percent === undefined ? ' unknown' : ''}${isOver ? ' over' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuetext={percent === undefined ? text : `${text}, ${percent} %`}
    >
      <span style={percent === undefined ? undefined : { translate: `${percent - 100}%` }} />
    </div>
  )
}
