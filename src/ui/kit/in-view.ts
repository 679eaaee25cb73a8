// Which parts of a scrolled list are in view, or about to be.

import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** How far outside of view counts as about to be in it. */
const ahead = '160px 0px'

/**
 * Calls `tell` with all elements marked `data-watched` that are in view, whenever that changes; with none at the end.
 * @param list what is in the list: another one is watched anew
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
