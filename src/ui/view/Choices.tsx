// What it is, what it becomes, and in which light.

import { lights } from '../../core/lights.ts'
import { looksOf } from '../../core/looks/index.ts'
import { type Purpose, purposeLabel, purposes } from '../../core/style.ts'
import { Radios } from './Radios.tsx'
import { Scene } from './Scene.tsx'

type ChoicesProps = {
  readonly purpose: Purpose
  readonly lookId: string
  readonly lightId: string
  readonly onPurpose: (purpose: Purpose) => void
  readonly onLook: (id: string) => void
  readonly onLight: (id: string) => void
}

const purposeOptions = purposes.map((id) => ({ id, label: purposeLabel[id] }))

export const Choices = ({ purpose, lookId, lightId, onPurpose, onLook, onLight }: ChoicesProps) => (
  <>
    <Radios label="Purpose" kind="purpose" options={purposeOptions} chosen={purpose} onChoose={onPurpose} />
    <h2 aria-hidden="true">Look</h2>
    <Radios
      label="Look"
      kind="look"
      options={looksOf(purpose)}
      chosen={lookId}
      onChoose={onLook}
      draw={({ swatch }) => <Scene purpose={purpose} colors={swatch} />}
    />
    <h2 aria-hidden="true">Light</h2>
    <Radios
      label="Light"
      kind="light"
      options={lights}
      chosen={lightId}
      onChoose={onLight}
      draw={({ colors }) => <span style={{ background: `linear-gradient(${colors[0]},${colors[1]})` }} />}
    />
  </>
)
