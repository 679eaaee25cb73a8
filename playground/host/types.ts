// The API of the stand-in Figma for the page, the tests and the headless run. No renderer or VM type appears here.

export type Size = { width: number; height: number }
export type Box = { x: number; y: number; width: number; height: number }

/** Time is passed in, so that tests can use a virtual clock. */
export type Clock = {
  now(): number
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
}

/** figma.clientStorage outlives a run and is shared by all documents of one person. To script faults, wrap it. */
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
  /** The fetch behind figma.createImageAsync and the sandbox's fetch. Default: follows the CORS rules of a null origin. */
  fetch?: typeof fetch
  /** Replaces the renderer behind exportAsync, for tests in which pixels do not matter. */
  exportNode?: (nodeId: string, settings: unknown) => Promise<Uint8Array>
  /** As with "Use Developer VM": Figma's values come from another realm, so that `instanceof` is false for them. */
  otherRealm?: boolean
  /** Makes exports of these nodes never answer, as sometimes happens in Figma. Called at each export. */
  exportHangs?: (nodeId: string) => boolean
  /** Applies its networkAccess to the sandbox's own requests; without it, every URL is allowed. */
  manifest?: Manifest
  /**
   * Whether a node inside an instance can be cloned; the copy is outside of any instance. Figma's documentation does not say, so a
   * plugin must handle both. Default: false.
   */
  clonesInsideInstances?: boolean
  /** Reverses this host's assumptions where Figma's behaviour is not documented: a plugin must handle both. */
  quirks?: readonly Quirk[]
  /** Whether a text with a missing font can be moved; it is not documented for Figma. Default: false. */
  movesMissingFonts?: boolean
  /** Makes setting an explicit variable mode fail, as for a library that the plugin cannot read. */
  refusesModes?: boolean
  /** Reuses pictures of what has not changed, for tests that open the same document hundreds of times. */
  remembersPictures?: boolean
  /** How long one entry into the sandbox may run before it is aborted. Default: 10 s. */
  deadlineMs?: number
  /** A file to open, as saved by `save()`. Default: an empty document. */
  file?: string
  /** The name of the file: a duplicate or a branch has the same content under another name. */
  fileName?: string
}

export type ShowUi = { html: string; width: number; height: number; title: string; themeColors: boolean; visible: boolean }

/** What the page reads from many nodes at every change. */
export type Glance = {
  readonly name: string
  readonly type: string
  readonly parent: string | null
  readonly width: number
  readonly height: number
  /** To the node's parent; a group's children are positioned in the group's parent. */
  readonly transform: readonly [readonly [number, number, number], readonly [number, number, number]]
  readonly isVisible: boolean
}

/**
 * What is visible of the open page. `window` is the upper left corner of the plugin's window on the canvas; it and `size` are in screen px.
 */
export type Seen = {
  readonly center: { readonly x: number; readonly y: number }
  readonly zoom: number
  readonly size: Size
  readonly window: { readonly x: number; readonly y: number }
}

/** A viewer of the document. Without one, the host keeps a view of its own. */
export type Eye = { read(): Seen; move(center: Seen['center'], zoom: number): void; place(window: Seen['window']): void }

/** One run of a plugin, from the menu click until its window closes. */
export type PluginRun = {
  /** Sends a message from the iframe: the value of `pluginMessage`. Only plain data and Uint8Array may cross (platform §1.5). */
  post(message: unknown): void
  /** Messages from the sandbox to the iframe, already cloned. Returns a function that stops listening. */
  onMessage(listen: (message: unknown) => void): () => void
  onUi(listen: (event: { kind: 'show'; ui: ShowUi } | { kind: 'resize'; size: Size } | { kind: 'closed' }) => void): () => void
  /** Closes the window as a person does: `close` event, timers cancelled, nothing awaited, the VM freed. */
  close(): void
  /** Kills the VM without any event, like a crashed tab. */
  kill(): void
  /** Ids of the pages loaded for this run, the open one first. */
  readonly loadedPages: ReadonlySet<string>
  /** Uncaught errors, unhandled rejections, and calls to what this host does not implement. A test expects none. */
  readonly problems: readonly string[]
  /** What figma.notify showed, and the URLs passed to figma.openExternal. */
  readonly notices: readonly string[]
  readonly opened: readonly string[]
}

export type NodeChangeTold = { readonly type: 'CREATE' | 'DELETE' | 'PROPERTY_CHANGE'; readonly id: string }

export type Host = {
  /** Runs the built code.js with `__html__` set. */
  run(code: string, html: string, options?: { command?: string; onConsole?: (line: string) => void }): Promise<PluginRun>
  /**
   * Runs plugin-API code as the document's own author (scenes, fixtures): with the same `figma` global, but without dynamic-page limits,
   * and with every font. A text that the author sets in a font this host does not ship (any family but Inter, or an unshipped style) has a
   * missing font for plugins and is shown in Inter.
   * `source` is the text of a function expression, `async (figma) => value`; the value must be plain data.
   */
  author<T>(source: string): Promise<T>
  select(ids: readonly string[]): void
  selection(): readonly string[]
  pages(): readonly { id: string; name: string }[]
  openPage(id: string): void
  /** The topmost node at a page position, as a click selects it (deep: as a ctrl-click); null on empty canvas. */
  hit(x: number, y: number, deep?: boolean): string | null
  box(nodeId: string): Box | null
  remove(nodeId: string): void
  /** Simulates that the bytes of the document's images never reached Figma's servers: what shows them is blank for everybody. */
  loseImages(): void
  move(nodeId: string, dx: number, dy: number): void
  /** Undoes the latest step: everything since the commit before the latest one. Returns false if there is nothing to undo. */
  undo(): boolean
  /** Plain facts of a node for assertions: type, name, box, fills, plugin data, children's ids... */
  describe(nodeId: string): Record<string, unknown> | null
  /** The few facts that are cheap to read. */
  glance(nodeId: string): Glance | null
  children(nodeId: string): readonly string[]
  /** A part of the open page at a scale, as a PNG. */
  screenshot(part: Box, scale: number): Promise<Uint8Array>
  /** The same as raw pixels, for showing them at once. */
  pixels(part: Box, scale: number): Promise<{ readonly width: number; readonly height: number; readonly rgba: Uint8Array }>
  /** A node rendered as exportAsync does it. */
  exportPng(nodeId: string, scale?: number): Promise<Uint8Array>
  /** From now on, uses this viewer's view. */
  seeThrough(eye: Eye): void
  seen(): Seen
  onChange(listen: () => void): () => void
  /** Every change of a node at the moment it happens; Figma tells plugins a little later. Returns a function that stops listening. */
  onNodeChange(listen: (change: NodeChangeTold) => void): () => void
  /** The document as text, with its images, plugin data and page. Opened again through `HostOptions.file`. */
  save(): string
  dispose(): void
}
