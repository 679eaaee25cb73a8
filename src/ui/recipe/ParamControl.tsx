// Draws a model's parameter as a control: the only place that knows the look of each kind.

import type { ComponentChildren } from 'preact'
import { type Param, type Value, maxSeed, readValue } from '../../core/model/model.ts'
import { clampSeed } from '../../core/recipe/seed.ts'
import { Check } from '../kit/Check.tsx'
import { IconButton } from '../kit/Buttons.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { recipeWords } from './words.ts'

export type SeedProps = {
  readonly seed: number
  readonly isSeedLocked: boolean
  readonly onSeed: (seed: number) => void
  readonly onLockSeed: (locked: boolean) => void
  readonly onRollSeed: () => void
}

type ParamControlProps = {
  readonly name: string
  readonly param: Param
  readonly value: Value
  readonly onValue: (value: Value) => void
  readonly seeding: SeedProps
  /** Name of the service if it takes no depth map; otherwise empty. */
  readonly noDepthMapAt?: string
}

type RowProps = { readonly id: string; readonly label: string; readonly hint?: string; readonly children: ComponentChildren }

export function Row({ id, label, hint, children }: RowProps) {
  return (
    <div class="row">
      <label for={id}>{label}</label>
      {children}
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  )
}

type Controlled<K extends Param['kind']> = {
  readonly id: string
  readonly param: Extract<Param, { kind: K }>
  readonly value: Value
  readonly onValue: (value: Value) => void
}

function TextParam({ id, param, value, onValue }: Controlled<'text'>) {
  return (
    <Row id={id} label={param.label}>
      <input id={id} type="text" value={String(value ?? '')} onChange={(event) => onValue(event.currentTarget.value)} />
    </Row>
  )
}

function NumberParam({ id, param, value, onValue }: Controlled<'number'>) {
  return (
    <Row id={id} label={param.label} hint={param.hint}>
      <NumberField
        id={id}
        label={param.label}
        describedBy={`${id}-hint`}
        value={Number(value ?? param.initial)}
        min={param.min}
        max={param.max}
        step={param.step}
        read={(typed) => Number(readValue(param, typed))}
        onValue={onValue}
      />
    </Row>
  )
}

function ChoiceParam({ id, param, value, onValue, noDepthMapAt = '' }: Controlled<'choice'> & Pick<ParamControlProps, 'noDepthMapAt'>) {
  const isNotTaken = noDepthMapAt !== '' && param.options.some((option) => option.isDepthMap === true && option.value === value)
  return (
    <Row id={id} label={param.label} hint={isNotTaken ? `${param.hint} ${recipeWords.takesNone(noDepthMapAt)}` : param.hint}>
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        value={String(value ?? param.initial)}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {param.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.isDepthMap === true && noDepthMapAt !== '' ? recipeWords.notAt(option.label, noDepthMapAt) : option.label}
          </option>
        ))}
      </select>
    </Row>
  )
}

function ToggleParam({ id, param, value, onValue }: Controlled<'toggle'>) {
  return (
    <div class="row">
      <Check label={param.label} isOn={value === true} describedBy={`${id}-hint`} onChange={onValue} />
      <p id={`${id}-hint`} class="hint">
        {param.hint}
      </p>
    </div>
  )
}

function SeedParam({ id, label, seeding }: { readonly id: string; readonly label: string; readonly seeding: SeedProps }) {
  return (
    <>
      <Row id={id} label={label}>
        <span class="seed">
          <NumberField id={id} label={label} value={seeding.seed} min={0} max={maxSeed} read={clampSeed} onValue={seeding.onSeed} />
          <IconButton icon="dice" label={recipeWords.newSeed} onPress={seeding.onRollSeed} />
        </span>
      </Row>
      <Check label={recipeWords.lockSeed} isOn={seeding.isSeedLocked} onChange={seeding.onLockSeed} />
    </>
  )
}

export function ParamControl({ name, param, value, onValue, seeding, noDepthMapAt = '' }: ParamControlProps) {
  const id = `param-${name}`
  switch (param.kind) {
    case 'text':
      return <TextParam id={id} param={param} value={value} onValue={onValue} />
    case 'number':
      return <NumberParam id={id} param={param} value={value} onValue={onValue} />
    case 'choice':
      return <ChoiceParam id={id} param={param} value={value} onValue={onValue} noDepthMapAt={noDepthMapAt} />
    case 'toggle':
      return <ToggleParam id={id} param={param} value={value} onValue={onValue} />
    case 'seed':
      return <SeedParam id={id} label={param.label} seeding={seeding} />
    default:
      return param satisfies never
  }
}
