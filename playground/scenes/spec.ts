// A scene as plain data. `plant.ts` creates its nodes through the plugin API.

export type Rgb = { readonly r: number; readonly g: number; readonly b: number }
export type Fill = Readonly<Record<string, unknown>> & { readonly type: string }

export type NodeSpec = {
  readonly type: 'FRAME' | 'SECTION' | 'GROUP' | 'RECTANGLE' | 'ELLIPSE' | 'VECTOR' | 'TEXT' | 'COMPONENT' | 'INSTANCE'
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width?: number
  readonly height?: number
  /** In degrees, counter-clockwise as in Figma; set after the position. */
  readonly rotation?: number
  /** Properties of the node, assigned as they are. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Properties that only work inside an auto-layout, so they are set once the node is in its parent. */
  readonly inParent?: Readonly<Record<string, unknown>>
  readonly children?: readonly NodeSpec[]
  /** For an instance: the name of its component, which must come earlier. */
  readonly of?: string
}

export type SceneSpec = { readonly page: string; readonly nodes: readonly NodeSpec[] }
