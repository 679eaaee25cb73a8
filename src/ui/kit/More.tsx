// An overflow menu: a "…" button that unfolds further actions.

import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from './Buttons.tsx'
import { isEscape } from './keys.ts'
import { kitWords } from './words.ts'

export type Action = { readonly label: string; readonly onPress: () => void }

type MoreProps = {
  readonly actions: readonly Action[]
  readonly label?: string
  readonly describedBy?: string
  readonly kind?: string
  readonly children?: ComponentChildren
}

export function More({ actions, label = kitWords.more, describedBy, kind = 'icon-button' }: MoreProps) {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const close = (): void => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  const menu = useRef<HTMLDivElement>(null)
  // The menu is aligned to the right of its button, so near the window's left edge it is shifted to stay visible.
  useLayoutEffect(() => {
    const left = menu.current?.getBoundingClientRect().left ?? 0
    if (left < 8 && menu.current !== null) menu.current.style.right = `${left - 8}px`
  }, [isOpen])
  if (actions.length === 0) return null
  return (
    <div
      ref={root}
      class="more-menu"
      onKeyDown={(event) => {
        if (!isOpen || !isEscape(event)) return
        // Closes only the menu, not the dialog around it.
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && root.current?.contains(relatedTarget) === false) setOpen(false)
      }}
    >
      <IconButton
        kind={kind}
        icon="more"
        label={label}
        isExpanded={isOpen}
        {...(describedBy === undefined ? {} : { describedBy })}
        onPress={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <div ref={menu} class="more-actions">
          {actions.map((action) => (
            <button
              key={action.label}
              onClick={() => {
                close()
                action.onPress()
              }}
            >
              {action.label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
