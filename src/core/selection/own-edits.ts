// Which reported changes of the page are somebody's edits, and which are this plugin's own work.

/** A reported change of one layer, as far as it is told apart here. */
export type LayerChange = { readonly type: string; readonly id: string }

export type OwnEdits = {
  /** From now on what happens to these layers is no edit: placeholders, and the sheets around them. */
  expect(ids: Iterable<string>): void
  /** A placeholder became a picture like any other: edits of it count. It lies in no source. */
  adopt(id: string): void
  /** Copies that exist only while a picture is drawn: no change of them counts until their deletion is reported. */
  ignoreUntilDeleted(ids: Iterable<string>): void
  /** Live layers that the plugin lays over a picture: no change of them counts until their creation is reported. */
  ignoreUntilCreated(ids: Iterable<string>): void
  /** The changes that are somebody's edits. To be called once with each report, as it ends what was ignored until then. */
  usersAmong<Change extends LayerChange>(report: readonly Change[]): readonly Change[]
  /** A layer was seen directly on a page or section (`isOutside`), where no source holds it, or in another layer. */
  noteParent(change: LayerChange, where: { readonly isOutside: boolean }): void
  /** Whether a layer is known to lie in no source. A deleted layer does not tell where it was. */
  isOutside(id: string): boolean
}

function addAll(ids: Set<string>, more: Iterable<string>): void {
  for (const id of more) ids.add(id)
}

export function makeOwnEdits(): OwnEdits {
  const own = new Set<string>()
  const untilDeleted = new Set<string>()
  const untilCreated = new Set<string>()
  const outside = new Set<string>()

  const isUsers = ({ id }: LayerChange): boolean => !own.has(id) && !untilDeleted.has(id) && !untilCreated.has(id)

  return {
    expect: (ids) => addAll(own, ids),
    adopt: (id) => {
      own.delete(id)
      outside.add(id)
    },
    ignoreUntilDeleted: (ids) => addAll(untilDeleted, ids),
    ignoreUntilCreated: (ids) => addAll(untilCreated, ids),
    usersAmong: (report) => {
      const users = report.filter(isUsers)
      for (const { type, id } of report) {
        if (type === 'DELETE') untilDeleted.delete(id)
        if (type === 'CREATE') untilCreated.delete(id)
      }
      return users
    },
    noteParent: ({ type, id }, where) => {
      if (!where.isOutside) outside.delete(id)
      // A layer that only moved there may have been in a source until now.
      else if (type === 'CREATE') outside.add(id)
    },
    isOutside: (id) => outside.has(id),
  }
}
