// The focus never falls to the page: where a press or a phase takes away what had it, it goes to what stood around that.

const focusable = '[tabindex], button, input, textarea, select'

/** What stood behind something that is gone, then what stood before it. @param before what it followed; null where it was the first */
function besides(around: Element | undefined, before: Node | null | undefined): readonly Element[] {
  const all = [...(around?.querySelectorAll(focusable) ?? [])]
  const next = all.findIndex((one) => !before || before.compareDocumentPosition(one) === Node.DOCUMENT_POSITION_FOLLOWING)
  return next < 0 ? all.reverse() : [...all.slice(next), ...all.slice(0, next).reverse()]
}

/**
 * After what is marked as `data-passing`, which one press takes away as a whole, comes the last resort.
 * @param lastResort a selector of what takes it when all around it is gone
 * @returns what stops the watch
 */
export function keepFocus(root: HTMLElement, lastResort: string): () => void {
  const page = root.ownerDocument
  let path: readonly Element[] = []
  const remember = ({ target }: Event): void => {
    const found: Element[] = []
    for (let at = target instanceof Element ? target : null; at !== null && at !== root; at = at.parentElement) found.push(at)
    path = found
  }
  const mend = (changes: readonly MutationRecord[]): void => {
    const [lost, ...around] = path
    if (lost === undefined || lost.isConnected || page.activeElement !== page.body) return
    const isPassing = path.some((one) => !one.isConnected && one.hasAttribute('data-passing'))
    path = []
    const left = around.filter((one) => one.isConnected)
    const change = changes.find(({ target, removedNodes }) => target === left[0] && [...removedNodes].some((one) => one.contains(lost)))
    const near = isPassing ? [] : [...left.filter((one) => one.hasAttribute('tabindex')), ...besides(left[0], change?.previousSibling)]
    // What is not shown does not take it.
    for (const one of [...near, root.querySelector(lastResort)])
      if (one instanceof HTMLElement && page.activeElement === page.body) one.focus()
  }
  root.addEventListener('focusin', remember)
  const watch = new MutationObserver(mend)
  watch.observe(root, { childList: true, subtree: true })
  return () => {
    watch.disconnect()
    root.removeEventListener('focusin', remember)
  }
}
