// Beside a picture or a run: the share of lines that was kept, and what to do when it is low.

import { keptPercent, framedText, isTooDark, keptText } from '../../core/fidelity/words.ts'
import { Button } from '../kit/Buttons.tsx'
import { type FidelityPart, type MeasuredPicture, hasFirmer } from './part.ts'
import { fidelityWords } from './words.ts'

export type KeptView = Pick<FidelityPart, 'measured' | 'tried' | 'lowBelow' | 'undoLayBack' | 'again'>

type KeptProps = { readonly part: KeptView; readonly nodeIds: readonly string[]; readonly nameOf?: (nodeId: string) => string }

function PutBack({ part, nodeId, picture }: { readonly part: KeptView; readonly nodeId: string; readonly picture: MeasuredPicture }) {
  const framed = framedText(picture.figures)
  if (framed === '') return null
  if (!picture.figures.isPutBack) return <p>{`${framed}.`.replace(/^f/, 'F')}</p>
  return (
    <p class="line">
      {`${framed}, ${fidelityWords.putBack}`.replace(/^f/, 'F')}
      <Button kind="link" label={fidelityWords.asGiven} onPress={() => part.undoLayBack(nodeId)} />
    </p>
  )
}

function OnePicture({ part, nodeId, picture }: { readonly part: KeptView; readonly nodeId: string; readonly picture: MeasuredPicture }) {
  const { figures } = picture
  const lowBelow = part.lowBelow.value
  // Nothing to do while the next try is made automatically.
  const isLow = part.tried.value.get(nodeId)?.isGoingOn !== true && !isTooDark(figures) && keptPercent(figures) < lowBelow
  return (
    <div class="kept">
      <p class="kept-share">{keptText(figures)}</p>
      <PutBack part={part} nodeId={nodeId} picture={picture} />
      {isLow && (
        <>
          <p>{fidelityWords.isLow(lowBelow)}</p>
          <div class="steps">
            <Button kind="button small" label={fidelityWords.newSeed} onPress={() => part.again(nodeId, 'new-seed')} />
            {hasFirmer(picture) && <Button kind="button small" label={fidelityWords.firmer} onPress={() => part.again(nodeId, 'firmer')} />}
          </div>
        </>
      )}
    </div>
  )
}

/** The state of pictures that are repeated until one keeps enough lines. */
function Tried({ part, nodeIds }: Pick<KeptProps, 'part' | 'nodeIds'>) {
  const tried = part.tried.value
  const texts = new Set(nodeIds.flatMap((nodeId) => tried.get(nodeId)?.text ?? []))
  return [...texts].map((text) => <p key={text}>{text}</p>)
}

export function KeptLines(props: KeptProps) {
  return (
    <>
      <Figures {...props} />
      <Tried {...props} />
    </>
  )
}

function Figures({ part, nodeIds, nameOf = () => '' }: KeptProps) {
  const measured = part.measured.value
  const pictures = nodeIds.flatMap((nodeId) => {
    const picture = measured.get(nodeId)
    return picture === undefined ? [] : [{ nodeId, picture }]
  })
  const [first] = pictures
  if (first === undefined) return null
  if (nodeIds.length === 1) return <OnePicture part={part} nodeId={first.nodeId} picture={first.picture} />
  const told = pictures.filter(({ picture }) => !isTooDark(picture.figures))
  if (told.length === 0) return <p class="kept">{keptText(first.picture.figures)}</p>
  const sorted = [...told].sort((a, b) => b.picture.figures.kept - a.picture.figures.kept)
  const percents = sorted.map(({ picture }) => keptPercent(picture.figures))
  const best = nameOf(sorted[0]?.nodeId ?? '')
  const framed = pictures.filter(({ picture }) => picture.figures.isPutBack).length
  return (
    <div class="kept">
      <p class="kept-share">{fidelityWords.range(percents.at(-1) ?? 0, percents[0] ?? 0)}</p>
      {best !== '' && told.length > 1 && <p>{fidelityWords.best(best)}</p>}
      {framed > 0 && <p>{`${framed} ${fidelityWords.putBack}`}</p>}
    </div>
  )
}
