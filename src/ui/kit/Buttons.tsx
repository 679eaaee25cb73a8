// The buttons that say what they do by an icon: one name for eyes, mouse and screen reader.

import { Icon, type IconName } from './Icon.tsx'

type IconButtonProps = {
  readonly icon: IconName
  readonly label: string
  readonly kind?: string
  readonly isOff?: boolean
  readonly isExpanded?: boolean
  readonly isPressed?: boolean
  /** What it is about, where many have the same label. */
  readonly describedBy?: string
  readonly onPress: () => void
}

export function IconButton({ icon, label, kind = 'icon-button', isOff, isExpanded, isPressed, describedBy, onPress }: IconButtonProps) {
  return (
    <button
      class={kind}
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      aria-expanded={isExpanded}
      aria-pressed={isPressed}
      aria-describedby={describedBy}
      onClick={() => !isOff && onPress()}
    >
      <Icon name={icon} />
    </button>
  )
}

type ButtonProps = { readonly kind: string; readonly label: string; readonly isOff?: boolean; readonly onPress: () => void }

export function Button({ kind, label, isOff, onPress }: ButtonProps) {
  return (
    <button class={kind} aria-disabled={isOff} onClick={() => !isOff && onPress()}>
      {label}
    </button>
  )
}
