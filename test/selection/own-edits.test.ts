import { describe, expect, it } from 'vitest'
import { type OwnEdits, makeOwnEdits } from '../../src/core/selection/own-edits.ts'

const created = { type: 'CREATE', id: '1:1' }
const changed = { type: 'PROPERTY_CHANGE', id: '1:1' }
const deleted = { type: 'DELETE', id: '1:1' }
/** A change of a layer in it. */
const inner = { type: 'PROPERTY_CHANGE', id: '1:2' }

type Step = (edits: OwnEdits) => unknown
const expectIt: Step = (edits) => edits.expect(['1:1'])
const adoptIt: Step = (edits) => edits.adopt('1:1')
const ignoreItUntilDeleted: Step = (edits) => edits.ignoreUntil({ type: 'DELETE', id: '1:1' }, ['1:2'])
const ignoreItUntilCreated: Step = (edits) => edits.ignoreUntil({ type: 'CREATE', id: '1:1' }, ['1:2'])
const hearIt =
  (change: { readonly type: string; readonly id: string }): Step =>
  (edits) =>
    edits.usersAmong([change])

function after(steps: readonly Step[]): OwnEdits {
  const edits = makeOwnEdits()
  for (const step of steps) step(edits)
  return edits
}

describe('a change of a layer', () => {
  it.each<readonly [string, readonly Step[], typeof changed]>([
    ['of a layer that the plugin never touched', [], changed],
    ['of a placeholder that became a picture', [expectIt, adoptIt], changed],
    ['of a copy that was reported as deleted before', [ignoreItUntilDeleted, hearIt(deleted)], created],
    ['of a live layer that was reported as created before', [ignoreItUntilCreated, hearIt(created)], changed],
    ['of a layer in a copy whose outermost was reported as deleted', [ignoreItUntilDeleted, hearIt(deleted)], inner],
    ['of a layer in a live layer whose outermost was reported as created', [ignoreItUntilCreated, hearIt(created)], inner],
    ['of a live layer on a page that is followed no more', [ignoreItUntilCreated, (edits) => edits.forgetIgnored()], inner],
    ['of a placeholder that was drawn anew under another id', [(edits) => edits.expect(['2:2'])], changed],
  ])('is somebody’s edit: %s', (_, steps, change) => {
    expect(after(steps).usersAmong([change])).toEqual([change])
  })

  it.each<readonly [string, readonly Step[], typeof changed]>([
    ['of a placeholder', [expectIt], changed],
    ['that creates a placeholder', [expectIt], created],
    ['that deletes a placeholder', [expectIt], deleted],
    ['of a placeholder that was deleted and came back by an undo', [expectIt, hearIt(deleted)], created],
    ['of a copy while a picture is drawn', [ignoreItUntilDeleted, hearIt(created)], changed],
    ['that deletes such a copy', [ignoreItUntilDeleted], deleted],
    ['of a layer in such a copy', [ignoreItUntilDeleted, hearIt(created)], inner],
    ['of a layer in a live layer that comes', [ignoreItUntilCreated], inner],
    ['that deletes a layer of a live layer that comes', [ignoreItUntilCreated], { type: 'DELETE', id: '1:2' }],
    ['that creates a live layer over a picture', [ignoreItUntilCreated], created],
    ['of a live layer before its creation is reported', [ignoreItUntilCreated, hearIt(changed)], changed],
  ])('is the plugin’s own: %s', (_, steps, change) => {
    expect(after(steps).usersAmong([change])).toEqual([])
  })

  it('is told from others of the same report', () => {
    const other = { type: 'PROPERTY_CHANGE', id: '3:3' }
    expect(after([expectIt]).usersAmong([changed, other])).toEqual([other])
  })

  it('is the plugin’s own in the whole report that ends what is ignored', () => {
    const edits = after([ignoreItUntilCreated])
    expect(edits.usersAmong([created, changed])).toEqual([])
  })
})

describe('a layer', () => {
  const outside = { isOutside: true }
  const inside = { isOutside: false }

  it.each<readonly [string, readonly Step[]]>([
    ['was created directly on a page or section', [(edits) => edits.noteParent(created, outside)]],
    ['is a picture just made', [expectIt, adoptIt]],
  ])('is known to lie in no source where it %s', (_, steps) => {
    expect(after(steps).isOutside('1:1')).toBe(true)
  })

  it.each<readonly [string, readonly Step[]]>([
    ['was never seen', []],
    ['was seen on a page, but not when it was created', [(edits) => edits.noteParent(changed, outside)]],
    [
      'was created on a page and put into another layer since',
      [(edits) => edits.noteParent(created, outside), (edits) => edits.noteParent(changed, inside)],
    ],
    ['is a picture just made, and put into another layer since', [adoptIt, (edits) => edits.noteParent(changed, inside)]],
  ])('may lie in a source where it %s', (_, steps) => {
    expect(after(steps).isOutside('1:1')).toBe(false)
  })
})
