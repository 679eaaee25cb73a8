// The choices of purpose, look and light.

import { lights } from '../../core/look/lights.ts'
import { looksOf } from '../../core/look/looks.ts'
import { type Light, type Look, purposeLabel, purposes } from '../../core/look/look.ts'
import type { ExtraChoices } from './extra-choices.ts'
import { Checks, Radios } from '../kit/Radios.tsx'
import { LookDrawing } from '../look/LookDrawing.tsx'
import type { RecipePart } from './part.ts'
import { recipeWords } from './words.ts'

type ChoicesProps = {
  /** Shown below the looks. */
  readonly children?: preact.ComponentChildren
  readonly part: Pick<
    RecipePart,
    'purpose' | 'look' | 'light' | 'moreLooks' | 'moreLights' | 'choosePurpose' | 'chooseLook' | 'chooseLight'
  >
}

const purposeOptions = purposes.map((id) => ({ id, label: purposeLabel[id] }))

type ManyProps<T extends Look | Light> = {
  readonly label: string
  readonly kind: 'look' | 'light'
  readonly options: readonly T[]
  readonly chosen: string
  readonly more: ExtraChoices<T>
  readonly onChoose: (id: string) => void
  readonly draw: (option: T) => preact.ComponentChildren
}

/** One option as radio buttons, or several (for a sheet) as checkboxes, with the same swatches. */
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
        {isOpen && <span>{recipeWords.chosen(ids.length)}</span>}
        <button
          class="several-of"
          aria-pressed={isOpen}
          aria-label={recipeWords.severalOf(kind)}
          title={isOpen ? recipeWords.backToOne(kind) : recipeWords.addByShift(kind)}
          onClick={() => more.setOpen(!isOpen)}
        >
          {recipeWords.several}
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

export function Choices({ part, children }: ChoicesProps) {
  const purpose = part.purpose.value
  return (
    <>
      <Radios label={recipeWords.purpose} kind="purpose" options={purposeOptions} chosen={purpose} onChoose={part.choosePurpose} />
      <OneOrSeveral
        label={recipeWords.look}
        kind="look"
        options={looksOf(purpose)}
        chosen={part.look.value.id}
        more={part.moreLooks}
        onChoose={part.chooseLook}
        draw={({ swatch }) => <LookDrawing purpose={purpose} colors={swatch} />}
      />
      {children}
      <OneOrSeveral
        label={recipeWords.light}
        kind="light"
        options={lights}
        chosen={part.light.value.id}
        more={part.moreLights}
        onChoose={part.chooseLight}
        draw={({ colors }) => <span style={{ background: `linear-gradient(${colors[0]},${colors[1]})` }} />}
      />
    </>
  )
}
