// The pictures in their groups: only as many as somebody has scrolled to, for there may be hundreds.

import { useMemo, useRef, useState } from 'preact/hooks'
import { type Result, type ResultGroup, countResults, firstResults } from '../../core/results/results.ts'
import { labelsOf } from '../../core/recipe/words.ts'
import { Button } from '../kit/Buttons.tsx'
import { useInView } from '../kit/in-view.ts'
import { type ResultActions, ResultTile } from './ResultTile.tsx'

type ResultListProps = {
  readonly groups: readonly ResultGroup[]
  readonly actions: ResultActions
  /** All pictures that are in view. */
  readonly onInView: (nodeIds: readonly string[]) => void
}

/** More than a window shows, few enough to be drawn at once. */
const step = 24

export function ResultList({ groups, actions, onInView }: ResultListProps) {
  const [count, setCount] = useState(step)
  const shown = useMemo(() => firstResults(groups, count), [groups, count])
  const scroller = useRef<HTMLDivElement>(null)
  const showMore = (): void => setCount(count + step)
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
        // Presses itself when it comes into view.
        <p class="more" data-watched>
          <Button kind="link" label="Show more" onPress={showMore} />
        </p>
      )}
    </div>
  )
}

type GroupProps = { readonly group: ResultGroup; readonly first: readonly Result[]; readonly actions: ResultActions }

function titleOf(group: ResultGroup): string {
  switch (group.kind) {
    case 'recipe':
      return labelsOf(group.recipe) || 'Own words'
    case 'newer':
      return 'Made with a newer version'
    case 'unreadable':
      return 'Made in a way that cannot be read'
    default:
      return group satisfies never
  }
}

function Group({ group, first, actions }: GroupProps) {
  const recipe = group.kind === 'recipe' ? group.recipe : null
  const title = titleOf(group)
  return (
    <>
      <div class="line">
        <h3 title={title}>{title}</h3>
        <span>{group.results.length}</span>
      </div>
      {recipe && recipe.source.name !== '' && <p>{recipe.source.name}</p>}
      {recipe && recipe.words !== '' && <p class="own-words" title={recipe.prompt}>{`“${recipe.words}”`}</p>}
      {group.kind === 'newer' && <p>Update Depth Restyle to see their settings.</p>}
      <ul role="list" class="tiles" aria-label={title}>
        {first.map((result) => (
          <ResultTile key={result.nodeId} result={result} actions={actions} />
        ))}
      </ul>
    </>
  )
}
