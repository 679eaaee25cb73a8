// What the stand-in Figma offers to the page, to the tests and to the headless run. No renderer or VM type appears here.

export type Size = { width: number; height: number }
export type Box = { x: number; y: number; width: number; height: number }

/** Time as an argument: tests run on a virtual clock. */
export type Clock = {
  now(): number
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
}

/** figma.clientStorage outlives a run and is shared by all documents of one person. Faults are scripted by wrapping it. */
export type Storage = {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  delete(key: string): Promise<void>
  keys(): Promise<string[]>
}

export type Manifest = {
  name: string
  id: string
  main: string
  ui: string
  networkAccess: { allowedDomains: string[]; devAllowedDomains?: string[]; reasoning?: string }
  relaunchButtons?: { command: string; name: string }[]
}

export const quirkNames = [
  'exports-cut-off',
  'exports-own-box',
  'exports-larger',
  'exports-other-colours',
  'exports-unlike',
  'exports-traces',
  'images-come-late',
  'bounds-cut-off',
  'data-lost-in-instances',
  'text-stays',
  'no-undo-steps',
] as const
export type Quirk = (typeof quirkNames)[number]

export type HostOptions = {
  storage: Storage
  clock?: Clock
  /** Fetches for figma.createImageAsync and the sandbox's fetch; the default follows the CORS rules of a null origin. */
  fetch?: typeof fetch
  /** Replaces the renderer behind exportAsync, for tests in which pixels do not matter. */
  exportNode?: (nodeId: string, settings: unknown) => Promise<Uint8Array>
  /** As with "Use Developer VM": what Figma makes comes from another realm, so that `instanceof` says no to it. */
  otherRealm?: boolean
  /** Exports of these nodes never answer, as Figma's sometimes do not. Asked at each export. */
  exportHangs?: (nodeId: string) => boolean
  /** Gives networkAccess its say over the sandbox's own requests; without it every address may be reached. */
  manifest?: Manifest
  /**
   * Whether a node inside an instance can be cloned; the copy stands outside of any instance. Figma's documentation is silent about
   * it, so a plugin has to stand both. Refused unless told.
   */
  clonesInsideInstances?: boolean
  /** Ways of Figma that nobody has told of, the other way round than this host has them: a plugin has to stand both. */
  quirks?: readonly Quirk[]
  /** A text whose font is not there can be moved all the same: nobody has told whether Figma lets it. Refused unless told. */
  movesMissingFonts?: boolean
  /** No explicit variable mode can be set by a plugin, as of a library that it cannot read. */
  refusesModes?: boolean
  /** What looks as it did is not painted again: for tests, in which the same document is opened hundreds of times. */
  remembersPictures?: boolean
  /** How long one entry into the sandbox may run before it is cut off; 10 s unless told. */
  deadlineMs?: number
  /** A file to open, as saved by `save()`; an empty document otherwise. */
  file?: string
  /** What the file is called: a duplicate or a branch of one holds the same under another name. */
  fileName?: string
}

export type ShowUi = { html: string; width: number; height: number; title: string; themeColors: boolean; visible: boolean }

/** What the page around the stand-in asks of many nodes at every change. */
export type Glance = {
  readonly name: string
  readonly type: string
  readonly parent: string | null
  readonly width: number
  readonly height: number
  /** To what holds the node; the children of a group are placed in what holds the group. */
  readonly transform: readonly [readonly [number, number, number], readonly [number, number, number]]
  readonly isVisible: boolean
}

/** What is seen of the open page. `window` is the upper left corner of the plugin's window on the canvas; it and `size` are in screen px. */
export type Seen = {
  readonly center: { readonly x: number; readonly y: number }
  readonly zoom: number
  readonly size: Size
  readonly window: { readonly x: number; readonly y: number }
}

/** Who looks at the document. Without anybody, the host keeps a view of its own. */
export type Eye = { read(): Seen; move(center: Seen['center'], zoom: number): void; place(window: Seen['window']): void }

/** One run of a plugin: from the menu click to the closing of its window. */
export type PluginRun = {
  /** A message of the iframe: the value of `pluginMessage`. Only plain data and Uint8Array may cross (platform §1.5). */
  post(message: unknown): void
  /** Messages of the sandbox to the iframe, already cloned. Returns the way to stop listening. */
  onMessage(listen: (message: unknown) => void): () => void
  onUi(listen: (event: { kind: 'show'; ui: ShowUi } | { kind: 'resize'; size: Size } | { kind: 'closed' }) => void): () => void
  /** Closes the window as a person does: `close` event, timers cancelled, nothing awaited, the VM freed. */
  close(): void
  /** Kills the VM without any event, as a crashed tab does. */
  kill(): void
  /** Ids of the pages that were loaded for it, the one that is open first. */
  readonly loadedPages: ReadonlySet<string>
  /** Uncaught errors, unhandled rejections and calls of what this host does not implement. A test expects none. */
  readonly problems: readonly string[]
  /** What figma.notify showed, and the addresses given to figma.openExternal. */
  readonly notices: readonly string[]
  readonly opened: readonly string[]
}

export type NodeChangeTold = { readonly type: 'CREATE' | 'DELETE' | 'PROPERTY_CHANGE'; readonly id: string }

export type Host = {
  /** Runs the built code.js with `__html__` set. */
  run(code: string, html: string, options?: { command?: string; onConsole?: (line: string) => void }): Promise<PluginRun>
  /**
   * Runs a piece of plugin-API code as the document's own author (scenes, fixtures), with the same `figma` global but without
   * dynamic-page limits, and with every font: what they set in one that this host does not ship (any family but Inter, or an
   * unshipped style) is for plugins a text with a missing font, shown in Inter. The source is a function expression text, `async (figma) => value`; the value must be plain data.
   */
  author<T>(source: string): Promise<T>
  select(ids: readonly string[]): void
  selection(): readonly string[]
  pages(): readonly { id: string; name: string }[]
  openPage(id: string): void
  /** The topmost node at a page position, as a click (deep = as a ctrl-click) selects it; null on bare canvas. */
  hit(x: number, y: number, deep?: boolean): string | null
  box(nodeId: string): Box | null
  remove(nodeId: string): void
  /** The bytes of these images never reached Figma's servers: what shows them is blank for everybody. */
  loseImages(): void
  move(nodeId: string, dx: number, dy: number): void
  /** Undoes the latest step: everything since the commit before the latest one. False when there is nothing to undo. */
  undo(): boolean
  /** Plain facts of a node for assertions: type, name, box, fills, plugin data, children's ids... */
  describe(nodeId: string): Record<string, unknown> | null
  /** The little of it that costs nothing to tell. */
  glance(nodeId: string): Glance | null
  children(nodeId: string): readonly string[]
  /** RGBA pixels of a part of the open page at a scale, as a PNG. */
  screenshot(part: Box, scale: number): Promise<Uint8Array>
  /** The same without a file around it, for whoever shows it at once. */
  pixels(part: Box, scale: number): Promise<{ readonly width: number; readonly height: number; readonly rgba: Uint8Array }>
  /** A node rendered as exportAsync does it. */
  exportPng(nodeId: string, scale?: number): Promise<Uint8Array>
  /** From now on the view is that of somebody's eye. */
  seeThrough(eye: Eye): void
  seen(): Seen
  onChange(listen: () => void): () => void
  /** Every change of a node in the moment it happens, as Figma tells it to plugins a little later. Returns the way to stop listening. */
  onNodeChange(listen: (change: NodeChangeTold) => void): () => void
  /** The document as text, with its images, plugin data and page; opened again through `HostOptions.file`. */
  save(): string
  dispose(): void
}
