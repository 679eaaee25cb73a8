// The slice of Figma we stand on. What is not listed cannot be called, so the stand-in world knows what it must offer.

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
  | 'getNodeByIdAsync'
  | 'group'
  | 'loadFontAsync'
  | 'on'
  | 'openExternal'
  | 'root'
  | 'setCurrentPageAsync'
  | 'showUI'
  | 'ui'
  | 'viewport'
>

/**
 * Keys of our plugin data on nodes: the unfinished task, the recipe of a result, the task a result came from, a person's star;
 * on sections how far they were grown, and that they are a contact sheet of ours; on a frame that only stands while a picture is drawn;
 * on a part of a result which part it is, on the copy of a product the id of its original, on what grounds it how opaque it was made.
 */
export const dataKeys = {
  task: 'task',
  recipe: 'recipe',
  made: 'made',
  section: 'section',
  sheet: 'sheet',
  starred: 'starred',
  bench: 'bench',
  part: 'part',
  product: 'product',
  base: 'base',
} as const

/** What is nice to have and not worth a paid picture: some editors refuse it. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    // Nothing the user asked for is missing.
    return undefined
  }
}

/** A node that is still in the document; nothing for pages, the document itself and what is gone. */
export async function findNode(figma: Figma, id: string): Promise<SceneNode | null> {
  const node = id === '' ? null : await figma.getNodeByIdAsync(id)
  return node === null || node.removed || node.type === 'DOCUMENT' || node.type === 'PAGE' ? null : node
}
