import { models } from '../../core/models/index.ts'
import type { Model, Value, Values } from '../../core/models/model.ts'
import { ParamControl, Row, type SeedProps } from './ParamControl.tsx'

type AdvancedProps = {
  readonly model: Model
  readonly values: Values
  readonly seeding: SeedProps
  readonly onModel: (id: string) => void
  readonly onValue: (name: string, value: Value) => void
}

export const Advanced = ({ model, values, seeding, onModel, onValue }: AdvancedProps) => (
  <div id="advanced" class="advanced">
    <Row id="model" label="Model" hint={model.hint}>
      <select id="model" aria-describedby="model-hint" value={model.id} onChange={(event) => onModel(event.currentTarget.value)}>
        {models.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </Row>
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
