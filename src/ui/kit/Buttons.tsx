// Buttons. One that shows an icon has one name, for the tooltip and for the screen reader.

import { Icon, type IconName } from './Icon.tsx'

type IconButtonProps = {
  readonly icon: IconName
  readonly label: string
  readonly kind?: string
  readonly isOff?: boolean
  readonly isExpanded?: boolean
  readonly isPressed?: boolean
  /** Id of what it is about, when many buttons have the same label. */
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
  /** The whole name, where the words on it say too little by themselves. */
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
