// The interface `window.playground`, for tests and the console.

import type { Box, Host, Size } from '../host/types.ts'
import type { SceneName } from '../scenes/scenes.ts'
import type { Script } from '../state.ts'
import type { Crossing } from './crossings.ts'

export type PlaygroundApi = {
  readonly host: Host
  /** Runs the built plugin as from the menu, closing an open run first. `command` is that of a relaunch button. */
  run(command?: string): Promise<void>
  /** Closes the window as a user does. */
  close(): void
  /** Ends the run as a crashed tab does. */
  kill(): void
  isRunning(): boolean
  /** Called just before a message or write arrives; ending the run there prevents the arrival. Returns a function that stops listening. */
  onCrossing(hear: (crossing: Crossing) => void): () => void
  /** Settles once a run is open and its window's page has been written. */
  whenRunning(): Promise<void>
  select(ids: readonly string[]): void
  selection(): readonly string[]
  /** The id of the first node with this name on the open page. */
  find(name: string): string | null
  describe(id: string): Record<string, unknown> | null
  children(id: string): readonly string[]
  box(id: string): Box | null
  /** PNG bytes of a node, as Figma exports it. */
  exportPng(id: string, scale?: number): Promise<Uint8Array>
  /** PNG bytes of a part of the open page, or of everything on it. */
  screenshot(part?: Box, scale?: number): Promise<Uint8Array>
  move(id: string, dx: number, dy: number): void
  remove(id: string): void
  undo(): boolean
  openScene(name: SceneName): string
  /** Opens the bytes of a .fig file in place of the document. */
  openFile(name: string, bytes: Uint8Array): Promise<void>
  /** The sample frame of a scene, which a user would restyle. */
  sample(name: SceneName): string | null
  readonly storage: {
    dump(): Promise<Record<string, unknown>>
    set(key: string, value: unknown): Promise<void>
    clear(): Promise<void>
  }
  /** Uncaught errors of the sandbox, and calls that the host does not implement, in all runs. Tests expect none. */
  problems(): readonly string[]
  /** Errors and CSP violations of the plugin's window, in all runs. */
  windowProblems(): readonly string[]
  notices(): readonly string[]
  opened(): readonly string[]
  windowSize(): Size | null
  setTheme(theme: Theme): void
  /** Sets the behaviour of the stand-in service; rejected when the real service is used. */
  script(script: Script): Promise<void>
  openState(name: string): Promise<void>
  /** Empties document and storage, and builds the scenes again. */
  reset(): Promise<void>
  /** Writes the document to the browser's storage now. */
  save(): Promise<void>
  /** Settles when the canvas shows the current document. */
  whenDrawn(): Promise<void>
}

export type Theme = 'light' | 'dark'

declare global {
  var playground: PlaygroundApi | undefined
}
