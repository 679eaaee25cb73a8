// Which reported changes of the page are somebody's edits, and which are this plugin's own work.

/** A reported change of one layer, as far as it is told apart here. */
export type LayerChange = { readonly type: string; readonly id: string }

export type OwnEdits = {
  /** From now on what happens to these layers is no edit: placeholders, and the sheets around them. */
  expect(ids: Iterable<string>): void
  /** A placeholder became a picture like any other: edits of it count. It lies in no source. */
  adopt(id: string): void
  /**
   * No change of these layers counts until this one is reported. Of layers that came or went together Figma reports only the outermost,
   * so what ends it is a change of that: copies that exist only while a picture is drawn go with the frame in which they stand; live
   * layers that the plugin lays over a picture come with the copy of the outermost.
   */
  ignoreUntil(end: LayerChange, ids: Iterable<string>): void
  /** Another page is followed: what would end all that is ignored is not reported any more. */
  forgetIgnored(): void
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

function nameOf({ type, id }: LayerChange): string {
  return `${type} ${id}`
}

export function makeOwnEdits(): OwnEdits {
  const own = new Set<string>()
  /** By the type and id of the change that ends it. */
  const ignored = new Map<string, Set<string>>()
  const outside = new Set<string>()

  const isUsers = ({ id }: LayerChange): boolean => !own.has(id) && ![...ignored.values()].some((ids) => ids.has(id))

  return {
    expect: (ids) => addAll(own, ids),
    adopt: (id) => {
      own.delete(id)
      outside.add(id)
    },
    ignoreUntil: (end, ids) => {
      const known = ignored.get(nameOf(end)) ?? new Set([end.id])
      ignored.set(nameOf(end), known)
      addAll(known, ids)
    },
    forgetIgnored: () => ignored.clear(),
    usersAmong: (report) => {
      const users = report.filter(isUsers)
      for (const change of report) ignored.delete(nameOf(change))
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
