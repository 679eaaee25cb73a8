// How far a job or a run is: a bar that fills from what the service tells and from how long such pictures usually take.

type ProgressProps = {
  readonly label: string
  /** From 0 to 1; null where nobody can tell. */
  readonly share: number | null
  /** In words, for those who do not see the bar. */
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
      <span style={percent === undefined ? undefined : { width: `${percent}%` }} />
    </div>
  )
}
