import { models } from '../../core/model/models.ts'
import type { Model, Value, Values } from '../../core/model/model.ts'
import { Facts } from '../kit/Facts.tsx'
import { ParamControl, Row, type SeedProps } from './ParamControl.tsx'

type AdvancedProps = {
  readonly model: Model
  readonly values: Values
  readonly seeding: SeedProps
  readonly onModel: (id: string) => void
  readonly onValue: (name: string, value: Value) => void
}

type ModelRowProps = {
  readonly id: string
  readonly label: string
  readonly describedBy: string
  readonly offered: readonly Model[]
  readonly model: Model
  readonly onModel: (id: string) => void
}

export function ModelRow({ id, label, describedBy, offered, model, onModel }: ModelRowProps) {
  return (
    <Row id={id} label={label}>
      <select id={id} aria-describedby={describedBy} value={model.id} onChange={(event) => onModel(event.currentTarget.value)}>
        {offered.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
    </Row>
  )
}

export function Advanced({ model, values, seeding, onModel, onValue }: AdvancedProps) {
  return (
    <div id="advanced" class="advanced">
      <ModelRow id="model" label="Model" describedBy="model-card" offered={models} model={model} onModel={onModel} />
      <Facts
        id="model-card"
        facts={[
          ['Good for', model.goodFor],
          ['Geometry', model.geometry],
          ['Served', model.served],
        ]}
      />
      {Object.entries(model.params).map(([name, param]) => (
        <ParamControl
          key={`${model.id} ${name}`}
          name={name}
          param={param}
          value={values[name] ?? null}
          onValue={(value) => onValue(name, value)}
          seeding={seeding}
        />
      ))}
    </div>
  )
}
