// The part of Figma's API that the plugin uses. Nothing else can be called, so the stand-in Figma knows what it must implement.

export type Figma = Pick<
  PluginAPI,
  | 'clientStorage'
  | 'command'
  | 'commitUndo'
  | 'createFrame'
  | 'createImage'
  | 'createImageAsync'
  | 'createRectangle'
  | 'createSection'
  | 'createText'
  | 'currentPage'
  | 'getImageByHash'
  | 'getNodeByIdAsync'
  | 'group'
  | 'loadFontAsync'
  | 'on'
  | 'openExternal'
  | 'root'
  | 'setCurrentPageAsync'
  | 'showUI'
  | 'ui'
  | 'variables'
  | 'viewport'
>

/** Keys of the plugin data that is written on nodes. They are stored in documents, so their values never change. */
export const dataKeys = {
  /** On a placeholder: its unfinished task. */
  task: 'task',
  /** On a result: its recipe. */
  recipe: 'recipe',
  /** On a result: the key of the task it was made by. */
  made: 'made',
  /** On a section: how far it was grown for results. */
  section: 'section',
  /** On a section and its headings: marks a contact sheet of this plugin. */
  sheet: 'sheet',
  /** On a result: the user gave it a star. */
  starred: 'starred',
  /** On a result whose picture was laid back: the picture as the model returned it, and how it was moved. */
  framed: 'framed',
  /** On an offscreen frame that holds copies while a picture is drawn: the person whose window drew it. */
  offscreen: 'bench',
  /** On a layer of a result: its kind. */
  part: 'part',
  /** On the copy of a product: the id of its original. */
  product: 'product',
  /** On an instance with copies of products inside: the ids of their originals, as layers of an instance may lose their plugin data. */
  inner: 'products',
  /** On a shadow or light under a product: its original opacity. */
  base: 'base',
} as const

/** For calls that some editors refuse and that must not make a paid picture fail. Undefined when the call threw. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    // The user asked for none of these calls, so there is nothing to report.
    return undefined
  }
}

/** Frames on a loaded page, at any depth, with plugin data under one of these keys. */
export function framesWith(page: PageNode, ...keys: string[]): readonly FrameNode[] {
  return page.findAllWithCriteria({ types: ['FRAME'], pluginData: { keys } })
}

/** A layer that is still in the document; null for a page, the document itself, and removed nodes. */
export async function findNode(figma: Figma, id: string): Promise<SceneNode | null> {
  const node = id === '' ? null : await figma.getNodeByIdAsync(id)
  return node === null || node.removed || node.type === 'DOCUMENT' || node.type === 'PAGE' ? null : node
}

/** A result of this plugin, recognised by its recipe; null when no layer with this id is one. */
export async function findResult(figma: Figma, id: string): Promise<FrameNode | null> {
  const node = await findNode(figma, id)
  return node?.type === 'FRAME' && node.getPluginData(dataKeys.recipe) !== '' ? node : null
}
