// The window: each feature draws its part. A part reads its own signals, so a ticking clock redraws the jobs and nothing else.

import { useLayoutEffect, useRef } from 'preact/hooks'
import { takesNoDepthMap } from '../core/service/depth-map.ts'
import { Compare } from './compare/Compare.tsx'
import { offerFacts } from './connection/offer-facts.ts'
import { FirstKey } from './connection/FirstKey.tsx'
import { Settings } from './connection/Settings.tsx'
import { Source } from './control-image/Source.tsx'
import { Depth } from './depth/Depth.tsx'
import { KeptLines } from './fidelity/KeptLines.tsx'
import { Jobs } from './job/Jobs.tsx'
import { Button, IconButton } from './kit/Buttons.tsx'
import { Grip } from './kit/Grip.tsx'
import { keepFocus } from './kit/keep-focus.ts'
import { isEnter } from './kit/keys.ts'
import { Notice } from './kit/Notice.tsx'
import { runButton } from './kit/modal.ts'
import { actOnce } from './kit/one-press.ts'
import { Live } from './live/Live.tsx'
import { connectionWords } from './connection/words.ts'
import { orderWords } from './order/words.ts'
import { presetsWords } from './presets/words.ts'
import { resultsTitle } from './results/words.ts'
import { Confirm } from './order/Confirm.tsx'
import { Run } from './order/Run.tsx'
import { Studies } from './order/Studies.tsx'
import { Presets } from './presets/Presets.tsx'
import { PresetTiles } from './presets/PresetTiles.tsx'
import { Advanced } from './recipe/Advanced.tsx'
import { Amount } from './recipe/Amount.tsx'
import { Choices } from './recipe/Choices.tsx'
import { Geometry } from './recipe/Geometry.tsx'
import { Prompt } from './recipe/Prompt.tsx'
import { LookFrom, LookFromLayers, SecondPicture } from './reference/LookFrom.tsx'
import { MadeWith } from './results/MadeWith.tsx'
import { Results } from './results/Results.tsx'
import { Review, SelectedReview } from './results/Review.tsx'
import { sampleWords } from './sample/words.ts'
import { Around } from './selection/Around.tsx'
import { MultiSelect } from './selection/MultiSelect.tsx'
import type { Store } from './store.ts'
import { Switch } from './switching/Switch.tsx'

type Props = { readonly store: Store }

const isMac = /Mac|iP/.test(navigator.userAgent)

/** Without this the browser would open a dropped picture in place of the plugin. */
function stayHere(event: DragEvent): void {
  event.preventDefault()
}

function Corner({ store: { connection, results, presets } }: Props) {
  return (
    <div class="corner">
      <IconButton icon="gear" label={connectionWords.settings} onPress={connection.open} />
      <IconButton icon="results" label={resultsTitle} onPress={results.open} />
      <IconButton icon="bookmark" label={presetsWords.title} onPress={presets.open} />
    </div>
  )
}

function Make({ store }: Props) {
  const { recipe, reference, orders, selection, connection, presets } = store
  const runOnEnter = (event: KeyboardEvent): void => {
    if (!isEnter(event) || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    orders.run()
  }
  return (
    <div class="make" onKeyDown={runOnEnter}>
      <Choices part={recipe}>
        <LookFrom part={reference} />
        <PresetTiles part={presets} />
      </Choices>
      <Studies part={orders} selection={selection} />
      <Prompt part={recipe} />
      <Geometry part={recipe} />
      <Amount part={recipe} />
      <Advanced
        part={recipe}
        offered={connection.offered.value}
        facts={offerFacts(connection, recipe.model.value.id)}
        noDepthMapAt={takesNoDepthMap(connection.baseUrl.value, connection.offerOf(recipe.model.value.id))}
      />
    </div>
  )
}

/** Everything that opens over the window. Each is drawn only while it is open. */
function Dialogs({ store, onShow }: Props & { readonly onShow: (nodeId: string) => void }) {
  const { notices, connection, recipe, presets, results, compare, orders, switching } = store
  return (
    <>
      <Settings part={connection} recipe={recipe} onTest={orders.test} />
      <Presets part={presets} />
      <Results part={results} notices={notices} onShow={onShow} onCompare={compare.open} />
      <Compare part={compare} notices={notices} onShow={onShow} onGrow={connection.grow} onShrink={connection.shrink} />
      <Confirm part={orders} host={connection.host} />
      <Switch part={switching} />
    </>
  )
}

export function App({ store }: Props) {
  const { notices, recipe, selection, live, controlImage, connection, jobs, orders } = store
  const { products, readability, fidelity, results, madeWith, compare, switching } = store
  const onShow = (nodeId: string): void => selection.reveal({ id: nodeId, scene: null })
  const root = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (root.current === null) return undefined
    actOnce(root.current)
    return keepFocus(root.current, runButton)
  }, [])
  const drop = (event: DragEvent): void => {
    // Drops outside `main` are ignored: they were probably meant for the drop zone of a job.
    if (event.dataTransfer !== null && event.target instanceof Element && event.target.closest('main') !== null)
      store.reference.drop(event.dataTransfer)
    stayHere(event)
  }
  /** Focuses the control that supplies the first missing thing, and unfolds the section around it if needed. */
  const leadTo = (where: string): void => {
    const at = root.current?.querySelector<HTMLElement>(where)
    const fold = at?.closest('[hidden]')?.id
    if (fold !== undefined) root.current?.querySelector<HTMLElement>(`[aria-controls="${fold}"]`)?.click()
    // Focus only after the section has been unfolded.
    queueMicrotask(() => at?.focus())
  }
  return (
    <div ref={root} class="window" onDragOver={stayHere} onDrop={drop}>
      <main aria-busy={!connection.isLoaded.value}>
        <Notice part={notices} />
        <FirstKey part={connection} modelId={recipe.model.value.id} onSaved={() => leadTo('.look :checked')}>
          <Button kind="link" label={sampleWords.try} onPress={() => void store.sample.lay()} />
        </FirstKey>
        <div class="top">
          <Source
            part={controlImage}
            selection={selection}
            recipe={recipe}
            series={orders.series}
            live={live}
            connection={connection}
            second={<SecondPicture part={store.reference} />}
          >
            <Depth part={store.depth} />
            <Around part={selection} />
            <LookFromLayers part={store.reference} />
            <Live part={live} recipe={recipe} stuck={controlImage.stuck.value} />
            <MadeWith part={madeWith} onCompare={compare.open} />
            <SelectedReview part={madeWith} products={products} readability={readability} onShow={onShow} />
          </Source>
          <Corner store={store} />
        </div>
        <MultiSelect part={selection} isBoard={orders.isBoard} />
        <Make store={store} />
      </main>
      <Run part={orders} jobs={jobs} hint={isMac ? orderWords.macKeys : orderWords.keys} onMissing={leadTo} />
      <Jobs
        part={jobs}
        failureActions={store.failureActions}
        connection={connection}
        notices={notices}
        isBehind={results.isOpen}
        onShow={onShow}
        onCompare={compare.open}
        onMore={madeWith.moreOf}
        onKeep={results.keep}
        onShowMarker={live.showMarker}
        successorOf={switching.next}
        keptOf={(nodeIds, nameOf) => <KeptLines part={fidelity} nodeIds={nodeIds} nameOf={nameOf} />}
        reviewOf={(nodeIds) => <Review products={products} readability={readability} onShow={onShow} nodeIds={nodeIds} />}
      />
      <Grip onResize={connection.resize} />
      <Dialogs store={store} onShow={onShow} />
    </div>
  )
}
