// The window. Each part reads its own signals at its top, so that a ticking clock redraws the jobs and nothing else.

import { hasChoice } from '../core/recipe/live-choice.ts'
import { Dialogs } from './Dialogs.tsx'
import { Advanced } from './recipe/Advanced.tsx'
import { IconButton } from './kit/Buttons.tsx'
import { Choices } from './recipe/Choices.tsx'
import { FirstKey } from './connection/FirstKey.tsx'
import { Grip } from './kit/Grip.tsx'
import { Icon } from './kit/Icon.tsx'
import { Jobs } from './job/Jobs.tsx'
import { Live } from './live/Live.tsx'
import { MadeWith } from './results/MadeWith.tsx'
import { Notice } from './kit/Notice.tsx'
import { Prompt } from './recipe/Prompt.tsx'
import { Review } from './results/Review.tsx'
import { Run } from './order/Run.tsx'
import { MultiSelect } from './selection/MultiSelect.tsx'
import { Source } from './control-image/Source.tsx'
import { Variants } from './recipe/Variants.tsx'
import type { Store } from './store.types.ts'
import { accountPages, keyName } from '../core/service/account.ts'

type Props = { readonly store: Store }

function MadePart({ store }: Props) {
  const made = store.made.value
  const sourceNow = store.sourceNow.value
  return made === null ? null : (
    <MadeWith
      recipe={made.recipe}
      sourceNow={sourceNow}
      onUse={() => store.useRecipe()}
      onRemix={() => store.remix()}
      onMore={() => store.more()}
      onCompare={() => store.compare(made.nodeId)}
    />
  )
}

/** Of the selected result, or of the one that the selected layer lies in. */
function ReviewPart({ store }: Props) {
  const made = store.made.value
  const asked = made !== null && made.recipe !== 'newer' && hasChoice(made.recipe.live) ? made.nodeId : null
  // One that is a product by its name alone was not chosen.
  const proven = made !== null && store.products.reviews.value.has(made.nodeId) ? made.nodeId : null
  const nodeId = store.guard.about.value ?? asked ?? proven
  return nodeId === null ? null : <Review store={store} nodeId={nodeId} canAsk={nodeId === asked} />
}

function SourcePart({ store }: Props) {
  return (
    <Source
      key={store.selection.value.kind === 'one' ? store.selection.value.source.id : ''}
      selection={store.selection.value}
      targets={store.targets.value}
      target={store.target.value}
      nth={store.nthShown.value}
      preview={store.preview.value}
      plan={store.plan.value}
      host={store.host.value}
      purpose={store.purpose.value}
      look={store.look.value}
      livePicture={store.living.picture.value}
      onNth={(nth) => store.showNth(nth)}
    >
      <Live store={store} />
      <MadePart store={store} />
      <ReviewPart store={store} />
    </Source>
  )
}

/** Gone while the settings are open: they ask for the same key. */
function FirstKeyPart({ store }: Props) {
  const isWanted = store.isLoaded.value && !store.hasKey.value && !store.isSettingsOpen.value
  const baseUrl = store.baseUrl.value
  const host = store.host.value
  const pages = accountPages(baseUrl)
  if (!isWanted) return null
  return (
    <FirstKey
      host={host}
      name={keyName(baseUrl)}
      onSave={(key) => {
        const problem = store.saveSettings({ key, baseUrl })
        // The field is gone once the key is there: the focus goes on to what comes next.
        if (problem === null) store.focusPrompt()
        return problem
      }}
      onGet={pages && (() => store.openUrl(pages.keys))}
    />
  )
}

function ChoicesPart({ store }: Props) {
  return (
    <Choices
      purpose={store.purpose.value}
      lookId={store.look.value.id}
      lightId={store.light.value.id}
      moreLooks={store.moreLooks}
      moreLights={store.moreLights}
      frames={store.targets.value.fit.length}
      canRun={store.reasons.value.length === 0}
      onPurpose={(purpose) => store.choosePurpose(purpose)}
      onLook={(id) => store.chooseLook(id)}
      onLight={(id) => store.chooseLight(id)}
      onStudy={(study) => store.study(study)}
    />
  )
}

function PromptPart({ store }: Props) {
  return (
    <Prompt
      words={store.words.value}
      prompt={store.prompt.value}
      wordings={store.wordings.value}
      onWords={(words) => store.setWords(words)}
    />
  )
}

function AmountPart({ store }: Props) {
  const isOpen = store.isAdvancedOpen.value
  return (
    <div class="amount">
      <Variants count={store.variants.value} onCount={(count) => store.setVariants(count)} />
      <button
        class="disclose"
        aria-expanded={isOpen}
        aria-controls="advanced"
        onClick={() => {
          store.isAdvancedOpen.value = !isOpen
        }}
      >
        Advanced
        <Icon name="chevron" />
      </button>
    </div>
  )
}

function AdvancedPart({ store }: Props) {
  const isOpen = store.isAdvancedOpen.value
  const seeding = {
    seed: store.seed.value,
    isSeedLocked: store.isSeedLocked.value,
    onSeed: (seed: number) => store.setSeed(seed),
    onLockSeed: (locked: boolean) => store.lockSeed(locked),
    onRollSeed: () => store.rollSeed(),
  }
  const model = store.model.value
  const values = store.values.value
  if (!isOpen) return null
  return (
    <Advanced
      model={model}
      values={values}
      seeding={seeding}
      onModel={(id) => store.chooseModel(id)}
      onValue={(name, value) => store.setValue(name, value)}
    />
  )
}

const isMac = /Mac|iP/.test(navigator.userAgent)

function RunPart({ store }: Props) {
  return (
    <Run
      label={store.runLabel.value}
      reasons={store.reasons.value}
      hint={isMac ? '⌘↵' : 'Ctrl+Enter'}
      isStorageAtRisk={store.storageAtRisk.value}
      onRun={() => store.run()}
    />
  )
}

function JobsPart({ store }: Props) {
  return (
    <Jobs
      jobs={store.jobs.value}
      now={store.now.value}
      // The panel says it then: what is behind it is not read out.
      status={store.results.isOpen.value ? '' : store.status.value}
      pictureOf={(key) => store.jobPicture(key)}
      onStopAll={(isOnlyWaiting) => store.cancelAll(isOnlyWaiting)}
      actions={{
        onCancel: (key) => store.cancel(key),
        onStep: (key, step) => store.take(key, step),
        onPicture: (key, file) => store.dropPicture(key, file),
        onShow: (nodeId) => store.showOnCanvas(nodeId),
        onCompare: (nodeId) => store.compare(nodeId),
        onDismiss: (key) => store.dismiss(key),
        hasBilling: accountPages(store.baseUrl.value) !== null,
        successorOf: (key) => store.switching.next(key),
        reviewOf: (nodeId) => <Review store={store} nodeId={nodeId} />,
      }}
    />
  )
}

/** A picture that misses the drop zone would open in place of the plugin. */
function stayHere(event: DragEvent): void {
  event.preventDefault()
}

export function App({ store }: Props) {
  const runOnEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    store.run()
  }
  return (
    <div class="window" onDragOver={stayHere} onDrop={stayHere}>
      <main aria-busy={!store.isLoaded.value}>
        <Notice text={store.alert.value} onDismiss={() => store.dismissAlert()} />
        <div class="top">
          <SourcePart store={store} />
          <div class="corner">
            <IconButton icon="gear" label="Settings" onPress={() => store.openSettings()} />
            <IconButton icon="results" label="Results" onPress={() => store.results.open()} />
            <IconButton icon="bookmark" label="Presets" onPress={() => store.presets.open()} />
          </div>
        </div>
        <MultiSelect store={store} />
        <FirstKeyPart store={store} />
        <div class="make" onKeyDown={runOnEnter}>
          <ChoicesPart store={store} />
          <PromptPart store={store} />
          <AmountPart store={store} />
          <AdvancedPart store={store} />
        </div>
      </main>
      <RunPart store={store} />
      <JobsPart store={store} />
      <Grip onResize={(size) => store.resize(size)} />
      <Dialogs store={store} />
    </div>
  )
}
