// What opens over the window, tied to the store: each part reads its own signals, and is gone while it is closed.

import type { Store } from './store.types.ts'
import { ResultsPart } from './results/ResultsPart.tsx'
import { Settings } from './connection/Settings.tsx'
import { Presets } from './presets/Presets.tsx'
import { Compare } from './compare/Compare.tsx'
import { Confirm } from './order/Confirm.tsx'
import { Switch } from './switching/Switch.tsx'

type Props = { readonly store: Store }

function SettingsPart({ store }: Props) {
  const saved = { key: store.key.value, baseUrl: store.baseUrl.value }
  const connection = store.connection.value
  if (!store.isSettingsOpen.value) return null
  return (
    <Settings
      saved={saved}
      connection={connection}
      onSave={(entry) => store.saveSettings(entry)}
      onDelete={() => store.deleteKey()}
      onCheck={(entry) => store.checkConnection(entry)}
      onTry={(entry) => store.makeTestPicture(entry)}
      onEdit={() => store.forgetCheck()}
      onCopy={(text) => store.copyText(text)}
      onOpen={(url) => store.openUrl(url)}
      onChooseModel={() => {
        store.closeSettings()
        store.isAdvancedOpen.value = true
      }}
      onClose={() => store.closeSettings()}
    />
  )
}

function PresetsPart({ store: { presets } }: Props) {
  const list = presets.list.value
  const notice = presets.notice.value
  const suggestion = presets.suggestion.value
  if (!presets.isOpen.value) return null
  return <Presets list={list} notice={notice} suggestion={suggestion} actions={presets} />
}

function ComparePart({ store }: Props) {
  const comparison = store.comparison.value
  const status = store.status.value
  if (comparison.state === 'closed') return null
  return (
    <Compare
      comparison={comparison}
      status={status}
      onStep={(by) => store.stepVariant(by)}
      onShow={(nodeId) => store.showOnCanvas(nodeId)}
      onResize={(size) => store.resize(size)}
      onClose={() => store.closeCompare()}
    />
  )
}

function ConfirmPart({ store }: Props) {
  const pending = store.pending.value
  const host = store.host.value
  if (pending === null) return null
  return <Confirm pending={pending} host={host} onYes={() => store.confirm()} onNo={() => store.dismissOrder()} />
}

function SwitchPart({ store: { switching } }: Props) {
  const offer = switching.offer.value
  if (offer === null) return null
  return <Switch offer={offer} onPick={switching.pick} onYes={switching.confirm} onNo={switching.dismiss} />
}

export function Dialogs({ store }: Props) {
  return (
    <>
      <SettingsPart store={store} />
      <PresetsPart store={store} />
      <ResultsPart store={store} />
      <ComparePart store={store} />
      <ConfirmPart store={store} />
      <SwitchPart store={store} />
    </>
  )
}
