// Buttons. The name of an icon button serves as its tooltip and for screen readers.

import { Icon, type IconName } from './Icon.tsx'

type IconButtonProps = {
  readonly icon: IconName
  readonly label: string
  readonly kind?: string
  readonly isOff?: boolean
  readonly isExpanded?: boolean
  readonly isPressed?: boolean
  /** Id of the element that the button is about, when many buttons have the same label. */
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

type ButtonProps = {
  readonly kind: string
  readonly label: string
  /** A fuller accessible name, when the visible label alone is ambiguous. */
  readonly name?: string
  readonly isOff?: boolean
  readonly onPress: () => void
}

export function Button({ kind, label, name, isOff, onPress }: ButtonProps) {
  return (
    <button class={kind} aria-label={name} title={name} aria-disabled={isOff} onClick={() => !isOff && onPress()}>
      {label}
    </button>
  )
}
