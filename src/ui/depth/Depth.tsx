// The depth map that is sent in place of the picture: its origin, the image chosen for it, and the button that adds it to the canvas.

import { Button } from '../kit/Buttons.tsx'
import { Check } from '../kit/Check.tsx'
import { DropZone } from '../picture/DropZone.tsx'
import { sourceWords } from '../control-image/words.ts'
import type { DepthPart } from './part.ts'
import { depthWords } from './words.ts'

type DepthProps = { readonly part: DepthPart }

function ChosenImage({ part }: DepthProps) {
  const image = part.image.value
  return (
    <>
      <DropZone onPicture={(file) => void part.choose(file)}>
        {(choose) => (
          <>
            <p>{depthWords.drop}</p>
            {choose}
          </>
        )}
      </DropZone>
      {image !== null && (
        <Check label={depthWords.inverted} isOn={image.isInverted} onChange={(isInverted) => void part.setInverted(isInverted)} />
      )}
    </>
  )
}

export function Depth({ part }: DepthProps) {
  const from = part.from.value
  if (from === null) return null
  return (
    <div class="live depth">
      <p>
        {sourceWords.depthMap}: {depthWords.from[from]}
      </p>
      {from === 'image' && <ChosenImage part={part} />}
      {part.note.value !== '' && <p role="status">{part.note.value}</p>}
      {part.canLay.value && <Button kind="button small" label={depthWords.lay} onPress={() => void part.lay()} />}
    </div>
  )
}
