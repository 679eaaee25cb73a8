// The window: each feature draws its part. A part reads its own signals, so that a ticking clock redraws the jobs and nothing else.

import { FirstKey } from './connection/FirstKey.tsx'
import { Source } from './control-image/Source.tsx'
import { Dialogs } from './Dialogs.tsx'
import { Jobs } from './job/Jobs.tsx'
import { IconButton } from './kit/Buttons.tsx'
import { Grip } from './kit/Grip.tsx'
import { Notice } from './kit/Notice.tsx'
import { Live } from './live/Live.tsx'
import { Run } from './order/Run.tsx'
import { Studies } from './order/Studies.tsx'
import { Advanced } from './recipe/Advanced.tsx'
import { Amount } from './recipe/Amount.tsx'
import { Choices } from './recipe/Choices.tsx'
import { Prompt } from './recipe/Prompt.tsx'
import { MadeWith } from './results/MadeWith.tsx'
import { Review, SelectedReview } from './results/Review.tsx'
import { MultiSelect } from './selection/MultiSelect.tsx'
import type { Store } from './store.ts'

type Props = { readonly store: Store }

const isMac = /Mac|iP/.test(navigator.userAgent)

/** A picture that misses the drop zone would open in place of the plugin. */
function stayHere(event: DragEvent): void {
  event.preventDefault()
}

function Corner({ store: { connection, results, presets } }: Props) {
  return (
    <div class="corner">
      <IconButton icon="gear" label="Settings" onPress={connection.open} />
      <IconButton icon="results" label="Results" onPress={results.open} />
      <IconButton icon="bookmark" label="Presets" onPress={presets.open} />
    </div>
  )
}

function Make({ store: { recipe, orders, selection } }: Props) {
  const runOnEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    orders.run()
  }
  return (
    <div class="make" onKeyDown={runOnEnter}>
      <Choices part={recipe} />
      <Studies part={orders} selection={selection} />
      <Prompt part={recipe} />
      <Amount part={recipe} />
      <Advanced part={recipe} />
    </div>
  )
}

export function App({ store, focusPrompt }: Props & { readonly focusPrompt: () => void }) {
  const { notices, recipe, selection, live, controlImage, connection, jobs, orders } = store
  const { products, readability, results, madeWith, compare, switching } = store
  const onShow = (nodeId: string): void => selection.reveal({ id: nodeId, scene: null })
  return (
    <div class="window" onDragOver={stayHere} onDrop={stayHere}>
      <main aria-busy={!connection.isLoaded.value}>
        <Notice part={notices} />
        <div class="top">
          <Source part={controlImage} selection={selection} recipe={recipe} live={live} host={connection.host}>
            <Live part={live} recipe={recipe} />
            <MadeWith part={madeWith} onCompare={compare.open} />
            <SelectedReview part={madeWith} products={products} readability={readability} onShow={onShow} />
          </Source>
          <Corner store={store} />
        </div>
        <MultiSelect part={selection} isBoard={orders.isBoard} />
        <FirstKey part={connection} onSaved={focusPrompt} />
        <Make store={store} />
      </main>
      <Run part={orders} jobs={jobs} hint={isMac ? '⌘↵' : 'Ctrl+Enter'} />
      <Jobs
        part={jobs}
        failureActions={store.failureActions}
        connection={connection}
        notices={notices}
        isBehind={results.isOpen}
        onShow={onShow}
        onCompare={compare.open}
        successorOf={switching.next}
        reviewOf={(nodeId) => <Review products={products} readability={readability} onShow={onShow} nodeId={nodeId} />}
      />
      <Grip onResize={connection.resize} />
      <Dialogs store={store} onShow={onShow} />
    </div>
  )
}
