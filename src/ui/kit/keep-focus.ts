// Keeps the focus from falling to the page body: when the focused element is removed, an element near it is focused.

const focusable = '[tabindex], button, input, textarea, select'

/** The focusable elements after a removed one, then those before it. @param before the sibling in front of it; null if it was the first */
function besides(around: Element | undefined, before: Node | null | undefined): readonly Element[] {
  const all = [...(around?.querySelectorAll(focusable) ?? [])]
  const next = all.findIndex((one) => !before || before.compareDocumentPosition(one) === Node.DOCUMENT_POSITION_FOLLOWING)
  return next < 0 ? all.reverse() : [...all.slice(next), ...all.slice(0, next).reverse()]
}

/**
 * For elements inside `data-passing`, which disappear as a whole, the focus goes directly to `lastResort`.
 * @param lastResort selector of the element to focus when nothing near is left
 * @returns a function that stops the watch
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
    // Hidden elements do not accept the focus, so the next one is tried.
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
