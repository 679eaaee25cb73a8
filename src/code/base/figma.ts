// The part of Figma's API that the plugin uses. Nothing else can be called, so the stand-in Figma knows what it must offer.

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
  /** On a result: the key of the task that it came from. */
  made: 'made',
  /** On a section: how far it was grown. */
  section: 'section',
  /** On a section and on its headings: that it is a contact sheet of this plugin. */
  sheet: 'sheet',
  /** On a result: that a person gave it a star. */
  starred: 'starred',
  /** On a result whose picture was laid back: the picture as the model gave it, and how it was moved. */
  framed: 'framed',
  /** On a frame that holds copies while a picture is drawn: whose window drew it. */
  offscreen: 'bench',
  /** On a layer of a result: which part of it that is. */
  part: 'part',
  /** On the copy of a product: the id of its original. */
  product: 'product',
  /** On an instance that holds copies of products: the ids of their originals, where its layers do not keep what is written on them. */
  inner: 'products',
  /** On a shadow or light under a product: how opaque it was made. */
  base: 'base',
} as const

/** For what some editors refuse and no paid picture should fail for. Undefined when it threw. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    // The user asked for nothing of it.
    return undefined
  }
}

/** Frames of a loaded page, at any depth, on which something is written under one of these keys. */
export function framesWith(page: PageNode, ...keys: string[]): readonly FrameNode[] {
  return page.findAllWithCriteria({ types: ['FRAME'], pluginData: { keys } })
}

/** A layer that is still in the document; null for a page, the document itself and what is gone. */
export async function findNode(figma: Figma, id: string): Promise<SceneNode | null> {
  const node = id === '' ? null : await figma.getNodeByIdAsync(id)
  return node === null || node.removed || node.type === 'DOCUMENT' || node.type === 'PAGE' ? null : node
}
