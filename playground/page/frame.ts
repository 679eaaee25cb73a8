// The iframe of the plugin's page: a `data:` document with an opaque origin that writes the HTML it receives by message, under the
// manifest's policy. Figma works like this too (host §4), because Chromium kills a frame with a very long URL.

import type { Theme } from './api.ts'
import { figmaColors } from './figma-colors.ts'

export type FrameOptions = {
  readonly html: string
  readonly policy: string
  readonly title: string
  /** Null when the plugin did not ask for theme colours. */
  readonly theme: Theme | null
  onMessage(message: unknown): void
  onProblem(problem: string): void
}

export type PluginFrame = {
  readonly element: HTMLIFrameElement
  readonly whenWritten: Promise<void>
  post(message: unknown): void
  setTheme(theme: Theme): void
  /** Presses the first enabled button whose name starts like this. Used by prepared states in place of a user. */
  press(name: string): void
  remove(): void
}

export function openFrame({ html, policy, title, theme, onMessage, onProblem }: FrameOptions): PluginFrame {
  const element = document.createElement('iframe')
  element.title = title
  // Plugin authors report that downloads through a link work in Figma; that requires `allow-downloads`.
  element.setAttribute('sandbox', 'allow-scripts allow-downloads')
  element.src = `data:text/html;charset=utf-8,${encodeURIComponent(loader(policy))}`

  const unsent: unknown[] = []
  let isWritten = false
  let settle = (): void => undefined
  const whenWritten = new Promise<void>((resolve) => (settle = resolve))
  const send = (message: unknown): void => element.contentWindow?.postMessage(message, '*')

  const hear = ({ source, data }: MessageEvent<unknown>): void => {
    // Compared by window and not by origin, since every opaque origin is "null".
    if (source !== element.contentWindow || typeof data !== 'object' || data === null) return
    if ('pluginMessage' in data) onMessage(data.pluginMessage)
    else if ('playgroundProblem' in data) onProblem(String(data.playgroundProblem))
    else if ('playgroundAsks' in data) send({ playgroundHtml: dressed(html, theme) })
    else if ('playgroundWrote' in data) {
      isWritten = true
      for (const message of unsent.splice(0)) send(message)
      settle()
    }
  }
  addEventListener('message', hear)
  const later = (message: unknown): void => void (isWritten ? send(message) : unsent.push(message))

  return {
    element,
    whenWritten,
    post: (message) => later({ pluginMessage: message, pluginId: 'playground' }),
    setTheme: (next) => theme !== null && later({ playgroundTheme: { name: next, colors: figmaColors(next) } }),
    press: (name) => later({ playgroundPress: name }),
    remove: () => {
      removeEventListener('message', hear)
      element.remove()
    },
  }
}

/** The page with Figma's additions (theme class and colours), and our own script, which runs before the page's scripts. */
function dressed(html: string, theme: Theme | null): string {
  const style = theme === null ? '' : `<style id="figma-style">${figmaColors(theme)}</style>`
  const classed = theme === null ? html : html.replace(/<html(?![^>]*\bclass=)/i, () => `<html class="figma-${theme}"`)
  const extra = `${style}<script>${ear};document.currentScript.remove()</script>`
  return /<head[^>]*>/i.test(classed) ? classed.replace(/<head[^>]*>/i, (head) => head + extra) : extra + classed
}

function loader(policy: string): string {
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy.replace(/"/g, '&quot;')}"><script>
onmessage = ({ source, data }) => {
  if (source !== parent || typeof data.playgroundHtml !== 'string') return
  document.open(); document.write(data.playgroundHtml); document.close()
  parent.postMessage({ playgroundWrote: true }, '*')
}
parent.postMessage({ playgroundAsks: true }, '*')
</script>`
}

/** Runs inside the frame and reports errors and CSP violations, which are of interest to developers. */
const ear = `(() => {
  const tell = (playgroundProblem) => parent.postMessage({ playgroundProblem }, '*')
  addEventListener('error', ({ message }) => tell('Uncaught ' + message))
  addEventListener('unhandledrejection', ({ reason }) => tell('Unhandled ' + (reason && reason.message || reason)))
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => tell('CSP ' + effectiveDirective + ' blocked ' + blockedURI))
  const press = (name, tries) => {
    const button = [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') || one.textContent).trim().startsWith(name))
    if (button && button.getAttribute('aria-disabled') !== 'true') button.click()
    else if (tries > 0) setTimeout(press, 50, name, tries - 1)
    else tell('No button ' + name + ' could be pressed')
  }
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || !data) return
    if (data.playgroundPress) press(data.playgroundPress, 200)
    if (data.playgroundTheme) {
      document.documentElement.classList.remove('figma-light', 'figma-dark')
      document.documentElement.classList.add('figma-' + data.playgroundTheme.name)
      document.getElementById('figma-style').textContent = data.playgroundTheme.colors
    }
  })
})()`
