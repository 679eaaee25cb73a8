// Lets the user pick several options in a group that otherwise has one: one stays the main option, others are added.

import { computed, signal } from '@preact/signals'

type Option = { readonly id: string }

/**
 * @param all the options, in the order in which they are shown and made into pictures
 * @param main id of the main option, which is always chosen
 * @param choose makes another option the main one
 */
export function makeExtraChoices<T extends Option>(all: () => readonly T[], main: () => string, choose: (id: string) => void) {
  const isOpen = signal(false)
  const others = signal<readonly string[]>([])
  const chosen = computed(() => all().filter(({ id }) => id === main() || others.value.includes(id)))

  return {
    isOpen,
    /** The main option and the added ones, in the order of `all`. */
    chosen,
    clear: (): void => {
      others.value = []
    },
    setOpen: (open: boolean): void => {
      isOpen.value = open
      if (!open) others.value = []
    },
    /** Adds or removes an option. The last one cannot be removed, as a picture needs one. */
    toggle: (id: string): void => {
      const ids = chosen.peek().map((option) => option.id)
      if (!ids.includes(id)) {
        others.value = [...others.peek(), id]
        return
      }
      const left = ids.filter((other) => other !== id)
      const [next] = left
      if (next === undefined) return
      if (id === main()) choose(next)
      others.value = left.filter((other) => other !== main())
    },
  }
}

export type ExtraChoices<T extends Option> = ReturnType<typeof makeExtraChoices<T>>
