import { maxVariants } from '../../core/settings.ts'
import { Icon } from './Icon.tsx'
import { NumberField } from './NumberField.tsx'

type VariantsProps = { readonly count: number; readonly onCount: (count: number) => void }

const clamp = (count: number): number => Math.min(maxVariants, Math.max(1, Math.round(count) || 1))

export const Variants = ({ count, onCount }: VariantsProps) => {
  const stepper = (by: -1 | 1, label: string) => {
    const isEnd = clamp(count + by) === count
    return (
      <button type="button" class="icon-button" aria-label={label} aria-disabled={isEnd} onClick={() => !isEnd && onCount(count + by)}>
        <Icon name={by < 0 ? 'minus' : 'plus'} />
      </button>
    )
  }
  return (
    <div class="variants">
      <label for="variants">Variants</label>
      <span class="stepper">
        {stepper(-1, 'Fewer variants')}
        <NumberField id="variants" value={count} min={1} max={maxVariants} read={clamp} onValue={onCount} />
        {stepper(1, 'More variants')}
      </span>
    </div>
  )
}
