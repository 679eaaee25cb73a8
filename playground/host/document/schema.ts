// The members of each node type, and the initial values of a node. Names and defaults follow the public typings; members that they list
// beyond this table throw by name (vm/prelude).

import { holdsChildren, isFrame, isText, type Kind } from './node.ts'
import { rangeFields } from './ranges.ts'

export type Members = { readonly readable: readonly string[]; readonly writable: readonly string[]; readonly methods: readonly string[] }

export const kinds: readonly Kind[] = [
  'DOCUMENT',
  'PAGE',
  'FRAME',
  'GROUP',
  'TRANSFORM_GROUP',
  'BOOLEAN_OPERATION',
  'COMPONENT',
  'COMPONENT_SET',
  'INSTANCE',
  'SECTION',
  'RECTANGLE',
  'ELLIPSE',
  'POLYGON',
  'STAR',
  'LINE',
  'VECTOR',
  'TEXT',
  'TEXT_PATH',
  'SLICE',
]

export function defaultsOf(type: Kind): Record<string, unknown> {
  return {
    ...(type === 'DOCUMENT' ? { documentColorProfile: 'SRGB' } : {}),
    ...(type === 'PAGE' ? { backgrounds: [solid(0.96)], guides: [] } : {}),
    ...(isPlaced(type) ? scene : {}),
    ...(isPlaced(type) && type !== 'SECTION' ? constraint : {}),
    ...(hasBlend(type) ? blend : {}),
    ...(hasPaint(type) ? { ...geometry, ...paints[type] } : {}),
    ...(type === 'SECTION' ? { fills: [solid(1)], sectionContentsHidden: false } : {}),
    ...(hasCorners(type) ? { cornerSmoothing: 0, cornerRadius: 0 } : {}),
    ...(hasFourCorners(type) ? { topLeftRadius: 0, topRightRadius: 0, bottomLeftRadius: 0, bottomRightRadius: 0 } : {}),
    ...(isFrame(type) ? frame : {}),
    ...(type === 'TEXT' ? text : {}),
    ...(type === 'TEXT_PATH' ? { ...onPath, textPathStartData: { segment: 0, position: 0 } } : {}),
    ...(type === 'STAR' ? { pointCount: 5, innerRadius: 0.382 } : {}),
    ...(type === 'POLYGON' ? { pointCount: 3 } : {}),
    ...(type === 'VECTOR' ? { vectorPaths: [] } : {}),
    ...(type === 'TRANSFORM_GROUP' ? { transformModifiers: [] } : {}),
    ...(type === 'BOOLEAN_OPERATION' ? { booleanOperation: 'UNION', expanded: false } : {}),
    ...(type === 'ELLIPSE' ? { arcData: { startingAngle: 0, endingAngle: Math.PI * 2, innerRadius: 0 } } : {}),
    ...(type === 'COMPONENT' || type === 'COMPONENT_SET' ? { description: '' } : {}),
  }
}

export function membersOf(type: Kind): Members {
  return {
    writable: [
      'name',
      ...Object.keys(defaultsOf(type)),
      ...(type === 'PAGE' ? ['selection'] : []),
      ...(isPlaced(type) ? ['componentPropertyReferences', ...placeWritable(type)] : []),
    ],
    readable: [
      'parent',
      ...(type === 'DOCUMENT' ? [] : ['explicitVariableModes', 'resolvedVariableModes', 'boundVariables']),
      ...(isPlaced(type) ? ['width', 'height', 'absoluteTransform', 'absoluteBoundingBox', 'absoluteRenderBounds'] : []),
      ...(holdsChildren(type) ? ['children'] : []),
      ...(hasBlend(type) ? ['targetAspectRatio'] : []),
      ...(isText(type) ? ['hasMissingFont', 'fontWeight'] : []),
      ...(type === 'INSTANCE' ? ['mainComponent', 'componentProperties', 'variantProperties'] : []),
      ...(type === 'COMPONENT_SET' ? ['defaultVariant'] : []),
      ...(type === 'COMPONENT' || type === 'COMPONENT_SET' ? ['componentPropertyDefinitions'] : []),
      ...(type === 'COMPONENT' ? ['remote', 'key', 'variantProperties'] : []),
    ],
    methods: [
      'setPluginData',
      'getPluginData',
      'getPluginDataKeys',
      'setSharedPluginData',
      'getSharedPluginData',
      'getSharedPluginDataKeys',
      'setRelaunchData',
      'getRelaunchData',
      ...(type === 'DOCUMENT' ? [] : ['setExplicitVariableModeForCollection', 'clearExplicitVariableModeForCollection']),
      ...(isPlaced(type) ? ['setBoundVariable'] : []),
      ...(hasPaint(type) ? ['setFillStyleIdAsync'] : []),
      ...(type === 'DOCUMENT' ? [] : ['remove', 'clone', 'exportAsync']),
      ...(type === 'PAGE' ? ['loadAsync', 'on', 'once', 'off'] : []),
      ...(holdsChildren(type)
        ? ['appendChild', 'insertChild', 'findAll', 'findOne', 'findAllWithCriteria', 'findChildren', 'findChild']
        : []),
      ...(isPlaced(type) ? ['resizeWithoutConstraints', 'getTopLevelFrame'] : []),
      ...(isPlaced(type) && type !== 'SECTION' ? ['resize', 'rescale', 'lockAspectRatio', 'unlockAspectRatio'] : []),
      ...(type === 'COMPONENT' ? ['createInstance'] : []),
      ...(type === 'COMPONENT' || type === 'COMPONENT_SET' ? ['addComponentProperty'] : []),
      ...(type === 'INSTANCE' ? ['getMainComponentAsync', 'detachInstance', 'setProperties'] : []),
      ...(type === 'TEXT' ? rangeMethods : []),
      ...(type === 'TEXT_PATH' ? rangeMethods.filter((name) => !/LineHeight|TextDecoration|StyledTextSegments/.test(name)) : []),
    ],
  }
}

const rangeMethods = [
  ...rangeFields.flatMap((field) => [`getRange${capital(field)}`, `setRange${capital(field)}`]),
  'getRangeFontWeight',
  'getRangeAllFontNames',
  'getStyledTextSegments',
  'insertCharacters',
  'deleteCharacters',
]

export function nameOf(type: Kind): string {
  return names[type] ?? `${type.charAt(0)}${type.slice(1).toLowerCase()}`
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

export function isPlaced(type: Kind): boolean {
  return type !== 'DOCUMENT' && type !== 'PAGE'
}

export function hasFourCorners(type: Kind): boolean {
  return isFrame(type) || type === 'RECTANGLE'
}

export function hasPaint(type: Kind): boolean {
  return isPlaced(type) && !['GROUP', 'TRANSFORM_GROUP', 'SECTION', 'SLICE'].includes(type)
}

function hasBlend(type: Kind): boolean {
  return isPlaced(type) && type !== 'SECTION' && type !== 'SLICE'
}

function hasCorners(type: Kind): boolean {
  return hasFourCorners(type) || ['ELLIPSE', 'POLYGON', 'STAR', 'VECTOR', 'BOOLEAN_OPERATION'].includes(type)
}

function placeWritable(type: Kind): string[] {
  return ['x', 'y', ...(type === 'SECTION' ? [] : ['rotation', 'relativeTransform'])]
}

const names: Partial<Record<Kind, string>> = {
  DOCUMENT: 'Untitled',
  PAGE: 'Page 1',
  COMPONENT_SET: 'Component set',
  BOOLEAN_OPERATION: 'Union',
  TEXT_PATH: 'Text on a path',
}

function solid(grey: number): unknown {
  return {
    type: 'SOLID',
    visible: true,
    opacity: 1,
    blendMode: 'NORMAL',
    color: { r: grey, g: grey, b: grey },
    boundVariables: {},
  }
}

const scene = { visible: true, locked: false }

const constraint = {
  constraints: { horizontal: 'MIN', vertical: 'MIN' },
  layoutAlign: 'INHERIT',
  layoutGrow: 0,
  layoutPositioning: 'AUTO',
  layoutSizingHorizontal: 'FIXED',
  layoutSizingVertical: 'FIXED',
  constrainProportions: false,
  exportSettings: [],
  minWidth: null,
  maxWidth: null,
  minHeight: null,
  maxHeight: null,
}

const blend = { opacity: 1, blendMode: 'PASS_THROUGH', isMask: false, maskType: 'ALPHA', effects: [] }

const geometry = {
  fills: [solid(0.85)],
  strokes: [],
  strokeWeight: 1,
  strokeAlign: 'INSIDE',
  strokeCap: 'NONE',
  strokeJoin: 'MITER',
  strokeMiterLimit: 4,
  dashPattern: [],
  fillStyleId: '',
  strokeStyleId: '',
  effectStyleId: '',
}

const paints: Partial<Record<Kind, object>> = {
  FRAME: { fills: [solid(1)] },
  COMPONENT: { fills: [solid(1)] },
  INSTANCE: { fills: [] },
  COMPONENT_SET: { fills: [] },
  TEXT: { fills: [solid(0)], strokeAlign: 'OUTSIDE' },
  TEXT_PATH: { fills: [solid(0)], strokeAlign: 'OUTSIDE' },
  VECTOR: { fills: [], strokes: [solid(0)], strokeAlign: 'CENTER' },
  LINE: { fills: [], strokes: [solid(0)], strokeAlign: 'CENTER' },
}

const frame = {
  clipsContent: true,
  layoutMode: 'NONE',
  primaryAxisSizingMode: 'AUTO',
  counterAxisSizingMode: 'AUTO',
  primaryAxisAlignItems: 'MIN',
  counterAxisAlignItems: 'MIN',
  itemSpacing: 0,
  paddingLeft: 0,
  paddingRight: 0,
  paddingTop: 0,
  paddingBottom: 0,
  layoutWrap: 'NO_WRAP',
  itemReverseZIndex: false,
  strokesIncludedInLayout: false,
  guides: [],
  layoutGrids: [],
  expanded: true,
}

/** The members that the typings give a text on a path as well. */
const onPath = {
  characters: '',
  fontName: { family: 'Inter', style: 'Regular' },
  fontSize: 12,
  letterSpacing: { unit: 'PERCENT', value: 0 },
  textAlignHorizontal: 'LEFT',
  textAlignVertical: 'TOP',
  textCase: 'ORIGINAL',
  autoRename: true,
}

const text = {
  ...onPath,
  textAutoResize: 'WIDTH_AND_HEIGHT',
  lineHeight: { unit: 'AUTO' },
  textDecoration: 'NONE',
  paragraphSpacing: 0,
  paragraphIndent: 0,
  textTruncation: 'DISABLED',
  maxLines: null,
}
