// The focus never falls to the page: where a press or a phase takes away what had it, it goes to what stood around that.

const focusable = '[tabindex], button, input, textarea, select'

/** @param lastResort a selector of what takes it when all around it is gone; returns what stops the watch */
export function keepFocus(root: HTMLElement, lastResort: string): () => void {
  const page = root.ownerDocument
  let path: readonly Element[] = []
  const remember = ({ target }: Event): void => {
    const found: Element[] = []
    for (let at = target instanceof Element ? target : null; at !== null && at !== root; at = at.parentElement) found.push(at)
    path = found
  }
  const mend = (): void => {
    const [lost, ...around] = path
    if (lost === undefined || lost.isConnected || page.activeElement !== page.body) return
    path = []
    const left = around.filter((one) => one.isConnected)
    const near = left.find((one) => one.hasAttribute('tabindex')) ?? left[0]?.querySelector(focusable)
    const next = near ?? root.querySelector(lastResort)
    if (next instanceof HTMLElement) next.focus()
  }
  root.addEventListener('focusin', remember)
  const watch = new MutationObserver(mend)
  watch.observe(root, { childList: true, subtree: true })
  return () => {
    watch.disconnect()
    root.removeEventListener('focusin', remember)
  }
}
