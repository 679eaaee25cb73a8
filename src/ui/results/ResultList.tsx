// The list of pictures in groups. It draws only as many as were scrolled to, as there may be hundreds.

import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { captionOf, headingOf } from '../../core/results/captions.ts'
import { type Result, type ResultGroup, countResults, firstResults, keptOf, mostKept, recipeOf } from '../../core/results/results.ts'
import { Button } from '../kit/Buttons.tsx'
import { useInView } from '../kit/in-view.ts'
import { resultsWords, shareText } from './words.ts'
import { type ResultActions, ResultTile } from './ResultTile.tsx'

type ResultListProps = {
  readonly groups: readonly ResultGroup[]
  readonly actions: ResultActions
  /** Called with all pictures that are in view. */
  readonly onInView: (nodeIds: readonly string[]) => void
}

/** More than a window shows, and few enough to draw at once. */
const step = 24

export function ResultList({ groups, actions, onInView }: ResultListProps) {
  const [from] = useState(actions.cameFrom)
  const [count, setCount] = useState(() =>
    Math.max(step, 1 + groups.flatMap(({ results }) => results).findIndex(({ nodeId }) => nodeId === from)),
  )
  const shown = useMemo(() => firstResults(groups, count), [groups, count])
  const scroller = useRef<HTMLDivElement>(null)
  const showMore = (): void => setCount(count + step)
  // Focusing the picture brings it into view.
  useLayoutEffect(() => scroller.current?.querySelector<HTMLElement>(`[data-node="${from}"] button`)?.focus(), [])
  useInView(scroller, shown, (seen) => {
    const nodes = seen.flatMap(({ dataset }) => dataset['node'] ?? [])
    onInView(nodes)
    if (nodes.length < seen.length) showMore()
  })
  return (
    <div class="result-list" ref={scroller}>
      {shown.map(({ group, first }) => (
        <Group key={group.key} group={group} first={first} actions={actions} />
      ))}
      {countResults(groups) > count && (
        // Loads more automatically when it comes into view.
        <p class="more" data-watched>
          <Button kind="link" label={resultsWords.showMore} onPress={showMore} />
        </p>
      )}
    </div>
  )
}

type GroupProps = { readonly group: ResultGroup; readonly first: readonly Result[]; readonly actions: ResultActions }

function Group({ group, first, actions }: GroupProps) {
  const { title, source, words } = headingOf(group)
  const best = mostKept(group)
  // Only results of the same frame; those of the other frames of a run stay.
  const others = (result: Result): readonly string[] =>
    group.results.flatMap((one) => (one === result || recipeOf(one)?.source.id !== recipeOf(result)?.source.id ? [] : one.nodeId))
  return (
    <>
      <div class="line">
        <h3 title={title}>{title}</h3>
        <span>{group.results.length}</span>
      </div>
      {source !== '' && <p>{source}</p>}
      {words !== '' && <p class="own-words">{`“${words}”`}</p>}
      {group.kind === 'newer' && <p>{resultsWords.update}</p>}
      <ul role="list" class="tiles" aria-label={title}>
        {first.map((result) => (
          <ResultTile
            key={result.nodeId}
            result={result}
            caption={captionOf(group, result)}
            share={shareText(keptOf(result), best === result.nodeId)}
            others={group.kind === 'run' ? others(result) : []}
            actions={actions}
          />
        ))}
      </ul>
    </>
  )
}
