// A scene as plain data: what is drawn, not how. `plant.ts` makes nodes of it through the plugin API.

export type Rgb = { readonly r: number; readonly g: number; readonly b: number }
export type Fill = Readonly<Record<string, unknown>> & { readonly type: string }

export type NodeSpec = {
  readonly type: 'FRAME' | 'SECTION' | 'GROUP' | 'RECTANGLE' | 'ELLIPSE' | 'VECTOR' | 'TEXT' | 'COMPONENT' | 'INSTANCE'
  readonly name: string
  readonly x: number
  readonly y: number
  readonly width?: number
  readonly height?: number
  /** Counter-clockwise degrees, as in Figma; set after the place. */
  readonly rotation?: number
  /** Members of the node, written as they stand. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Members that hold in an auto-layout parent only, so they are set once the node is in it. */
  readonly inParent?: Readonly<Record<string, unknown>>
  readonly children?: readonly NodeSpec[]
  /** An instance: the name of its component, which comes earlier. */
  readonly of?: string
}

export type SceneSpec = { readonly page: string; readonly nodes: readonly NodeSpec[] }
