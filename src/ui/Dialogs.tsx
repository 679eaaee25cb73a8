// What opens over the window: each is drawn only while it is open.

import { Compare } from './compare/Compare.tsx'
import { Settings } from './connection/Settings.tsx'
import { Confirm } from './order/Confirm.tsx'
import { Presets } from './presets/Presets.tsx'
import { Results } from './results/Results.tsx'
import type { Store } from './store.ts'
import { Switch } from './switching/Switch.tsx'

type DialogsProps = { readonly store: Store; readonly onShow: (nodeId: string) => void }

export function Dialogs({ store, onShow }: DialogsProps) {
  const { notices, connection, recipe, presets, results, compare, orders, switching } = store
  return (
    <>
      <Settings part={connection} recipe={recipe} />
      <Presets part={presets} />
      <Results part={results} notices={notices} onShow={onShow} onCompare={compare.open} />
      <Compare part={compare} notices={notices} onShow={onShow} onResize={connection.resize} />
      <Confirm part={orders} host={connection.host} />
      <Switch part={switching} />
    </>
  )
}
