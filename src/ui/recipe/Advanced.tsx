// The model and its parameters, built from the model's data.

import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Model } from '../../core/model/model.ts'
import { Facts } from '../kit/Facts.tsx'
import type { RecipePart } from './part.ts'
import { ParamControl, Row } from './ParamControl.tsx'
import { recipeWords } from './words.ts'

type AdvancedProps = {
  readonly part: RecipePart
  readonly offered: readonly Model[]
  /** Facts about the chosen model at the service in use. */
  readonly facts: readonly (readonly [string, string])[]
  readonly noDepthMapAt?: string
}

export function Advanced({ part, offered, facts, noDepthMapAt = '' }: AdvancedProps) {
  const model = part.model.value
  const values = part.values.value
  const seeding = {
    seed: part.seed.value,
    isSeedLocked: part.isSeedLocked.value,
    onSeed: part.setSeed,
    onLockSeed: part.lockSeed,
    onRollSeed: part.rollSeed,
  }
  const isOpen = part.isAdvancedOpen.value
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // Scrolls the section into view together with the button that opened it.
    const opener = box.current?.ownerDocument.activeElement
    if (opener?.matches('.amount *') === true) opener.scrollIntoView()
  }, [isOpen])
  if (!isOpen) return null
  return (
    <div ref={box} id="advanced" class="advanced">
      <Row id="model" label={recipeWords.model}>
        <select id="model" aria-describedby="model-card" value={model.id} onChange={(event) => part.chooseModel(event.currentTarget.value)}>
          {offered.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </Row>
      <Facts
        id="model-card"
        facts={[[recipeWords.goodFor, model.goodFor], [recipeWords.geometry, model.geometry], [recipeWords.served, model.served], ...facts]}
      />
      {Object.entries(model.params)
        .filter(([, param]) => !(param.kind === 'choice' && param.isOnDial))
        .map(([name, param]) => (
          <ParamControl
            key={`${model.id} ${name}`}
            name={name}
            param={param}
            value={values[name] ?? null}
            onValue={(value) => part.setValue(name, value)}
            seeding={seeding}
            noDepthMapAt={noDepthMapAt}
          />
        ))}
    </div>
  )
}
