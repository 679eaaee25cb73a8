// Runs the built plugin: code.js in the host's sandbox, ui.html in its window, messages between the two.

import type { Host, Manifest, PluginRun, Size } from '../host/types.ts'
import type { Theme } from './api.ts'
import type { Crossing } from './crossings.ts'
import { policyOf } from './csp.ts'
import { openFrame, type PluginFrame } from './frame.ts'
import { openWindow, type PluginWindow } from './window.ts'

export type PluginOptions = {
  /** Asked anew at each start: a reset brings another host. */
  host(): Host
  readonly manifest: Manifest
  readonly around: HTMLElement
  theme(): Theme
  onNotice(text: string): void
  onOpened(url: string): void
  onChange(): void
  /** Something is about to go from one program to the other. */
  onCrossing(crossing: Crossing): void
}

export type Plugin = ReturnType<typeof makePlugin>

export function makePlugin({ host, manifest, around, theme, onNotice, onOpened, onChange, onCrossing }: PluginOptions) {
  const problems: string[] = []
  const windowProblems: string[] = []
  const notices: string[] = []
  const opened: string[] = []
  let open: { run: PluginRun; look(): void; stop(): void } | null = null
  let frame: PluginFrame | null = null
  let shown: PluginWindow | null = null
  let size: Size | null = null
  let running = promised()

  const shut = (): void => {
    shown?.remove()
    open?.stop()
    open = frame = shown = size = null
    running = promised()
    onChange()
  }

  const show = (run: PluginRun, event: Parameters<Parameters<PluginRun['onUi']>[0]>[0]): void => {
    switch (event.kind) {
      case 'show': {
        shown?.remove()
        const { ui } = event
        const made = openFrame({
          html: ui.html,
          policy: policyOf(manifest),
          title: ui.title,
          theme: ui.themeColors ? theme() : null,
          onMessage: (message) => {
            onCrossing({ kind: 'message', from: 'window', message })
            run.post(message)
          },
          onProblem: (problem) => void windowProblems.push(problem),
        })
        frame = made
        shown = openWindow(ui, made, around, () => run.close())
        size = { width: ui.width, height: ui.height }
        void made.whenWritten.then(running.settle)
        return onChange()
      }
      case 'resize':
        size = event.size
        shown?.resize(event.size)
        return onChange()
      case 'closed':
        return shut()
      default:
        event satisfies never
    }
  }

  /** The host keeps lists of what was said and opened, so they are looked at: now and then, and when somebody asks. */
  const watch = (run: PluginRun): { look(): void; stop(): void } => {
    const fresh = <T>(list: readonly T[], take: (item: T) => void): (() => void) => {
      let seen = 0
      return () => {
        const items = list.slice(seen)
        seen = list.length
        items.forEach(take)
      }
    }
    const looks = [
      fresh(run.notices, (text) => {
        notices.push(text)
        onNotice(text)
      }),
      fresh(run.opened, (url) => {
        opened.push(url)
        onOpened(url)
      }),
      fresh(run.problems, (problem) => {
        problems.push(problem)
        console.error(problem)
      }),
    ]
    const look = (): void => looks.forEach((one) => one())
    const timer = setInterval(look, 120)
    const stop = (): void => {
      clearInterval(timer)
      look()
    }
    return { look, stop }
  }

  const upToDate = (list: readonly string[]): readonly string[] => {
    open?.look()
    return list
  }

  return {
    problems: () => upToDate(problems),
    windowProblems: () => windowProblems,
    notices: () => upToDate(notices),
    opened: () => upToDate(opened),
    isRunning: () => open !== null,
    size: () => size,
    whenRunning: () => running.promise,
    run: async (command?: string): Promise<void> => {
      open?.run.close()
      const [code, html] = await Promise.all([textAt('/plugin/code.js'), textAt('/plugin/ui.html')])
      const run = await host().run(code, html, { ...(command === undefined ? {} : { command }), onConsole: (line) => console.info(line) })
      open = { run, ...watch(run) }
      // The window first: what was said before anybody listened comes next.
      run.onUi((event) => show(run, event))
      run.onMessage((message) => {
        onCrossing({ kind: 'message', from: 'sandbox', message })
        frame?.post(message)
      })
      onChange()
      await running.promise
    },
    press: (name: string) => frame?.press(name),
    close: () => open?.run.close(),
    kill: () => {
      open?.run.kill()
      if (open) shut()
    },
    setTheme: (next: Theme) => frame?.setTheme(next),
    /** The window's place over the canvas, so that fitting leaves it free. */
    covers: () => shown?.element.getBoundingClientRect() ?? null,
  }
}

function promised(): { promise: Promise<void>; settle: () => void } {
  let settle = (): void => undefined
  const promise = new Promise<void>((resolve) => (settle = resolve))
  return { promise, settle }
}

async function textAt(address: string): Promise<string> {
  const response = await fetch(address, { cache: 'no-store' })
  if (!response.ok) throw new Error(`${address} answered ${response.status}. Was the plugin built?`)
  return response.text()
}
