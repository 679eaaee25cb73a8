// What it is, what it becomes, and in which light.

import { lights } from '../../core/look/lights.ts'
import { looksOf } from '../../core/look/looks.ts'
import type { Study } from '../../core/look/studies.ts'
import { type Light, type Look, type Purpose, purposeLabel, purposes } from '../../core/look/look.ts'
import type { ExtraChoices } from './extra-choices.ts'
import { Checks, Radios } from '../kit/Radios.tsx'
import { LookDrawing } from '../look/LookDrawing.tsx'
import { Studies } from '../order/Studies.tsx'

type ChoicesProps = {
  readonly purpose: Purpose
  readonly lookId: string
  readonly lightId: string
  readonly moreLooks: ExtraChoices<Look>
  readonly moreLights: ExtraChoices<Light>
  readonly frames: number
  readonly canRun: boolean
  readonly onPurpose: (purpose: Purpose) => void
  readonly onLook: (id: string) => void
  readonly onLight: (id: string) => void
  readonly onStudy: (study: Study) => void
}

const purposeOptions = purposes.map((id) => ({ id, label: purposeLabel[id] }))

type ManyProps<T extends Look | Light> = {
  readonly label: 'Look' | 'Light'
  readonly kind: 'look' | 'light'
  readonly options: readonly T[]
  readonly chosen: string
  readonly more: ExtraChoices<T>
  readonly onChoose: (id: string) => void
  readonly draw: (option: T) => preact.ComponentChildren
}

/** One of them, or several for a sheet of options: the same swatches, first radios, then boxes to tick. */
function OneOrSeveral<T extends Look | Light>({ label, kind, options, chosen, more, onChoose, draw }: ManyProps<T>) {
  const isOpen = more.isOpen.value
  const ids = more.chosen.value.map(({ id }) => id)
  const addTo = (id: string): void => {
    more.setOpen(true)
    more.toggle(id)
  }
  return (
    <>
      <div class="heading">
        <h2 aria-hidden="true">{label}</h2>
        {isOpen && <span>{`${ids.length} chosen`}</span>}
        <button
          class="several-of"
          aria-pressed={isOpen}
          aria-label={`Several ${kind}s`}
          title={isOpen ? `Back to one ${kind}` : `Choose several ${kind}s at once`}
          onClick={() => more.setOpen(!isOpen)}
        >
          Several
        </button>
      </div>
      {isOpen ? (
        <Checks label={label} kind={kind} options={options} chosen={ids} onToggle={more.toggle} draw={draw} />
      ) : (
        <Radios label={label} kind={kind} options={options} chosen={chosen} onChoose={onChoose} onAdd={addTo} draw={draw} />
      )}
    </>
  )
}

export function Choices(props: ChoicesProps) {
  const { purpose, lookId, lightId, moreLooks, moreLights, frames, canRun, onPurpose, onLook, onLight, onStudy } = props
  return (
    <>
      <Radios label="Purpose" kind="purpose" options={purposeOptions} chosen={purpose} onChoose={onPurpose} />
      <OneOrSeveral
        label="Look"
        kind="look"
        options={looksOf(purpose)}
        chosen={lookId}
        more={moreLooks}
        onChoose={onLook}
        draw={({ swatch }) => <LookDrawing purpose={purpose} colors={swatch} />}
      />
      <OneOrSeveral
        label="Light"
        kind="light"
        options={lights}
        chosen={lightId}
        more={moreLights}
        onChoose={onLight}
        draw={({ colors }) => <span style={{ background: `linear-gradient(${colors[0]},${colors[1]})` }} />}
      />
      <Studies frames={frames} canRun={canRun} onStudy={onStudy} />
    </>
  )
}
