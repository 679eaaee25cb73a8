// Watches which items of a scrolled list are in view, or about to be.

import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** Items up to this far outside count as about to be in view. */
const ahead = '160px 0px'

/**
 * Calls `tell` with all elements marked `data-watched` that are in view, whenever that changes, and with none at the end.
 * @param list the content of the list; a new value restarts the watch
 */
export function useInView(scroller: RefObject<HTMLElement | null>, list: unknown, tell: (seen: readonly HTMLElement[]) => void): void {
  useLayoutEffect(() => {
    const root = scroller.current
    if (root === null) return undefined
    const parts = [...root.querySelectorAll<HTMLElement>('[data-watched]')]
    const inView = new Set<Element>()
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) inView.add(target)
          else inView.delete(target)
        }
        tell(parts.filter((part) => inView.has(part)))
      },
      { root, rootMargin: ahead },
    )
    for (const part of parts) observer.observe(part)
    return () => {
      observer.disconnect()
      tell([])
    }
  }, [list])
}
