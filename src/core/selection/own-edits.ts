// Tells which reported changes of the page are edits of a user, and which are the plugin's own work.

/** A reported change of one layer, reduced to what is needed here. */
export type LayerChange = { readonly type: string; readonly id: string }

export type OwnEdits = {
  /** From now on, changes of these layers do not count as edits. For placeholders, and the sheets around them. */
  expect(ids: Iterable<string>): void
  /** A placeholder has become a result, so its edits count from now on. It lies in no source. */
  adopt(id: string): void
  /**
   * Ignores changes of these layers until the change `end` is reported. When layers are created or deleted together, Figma reports only the outermost
   * one, so `end` must be a change of that: copies that exist only while drawing are deleted with their frame; live layers laid over a picture are
   * created with the outermost copy.
   */
  ignoreUntil(end: LayerChange, ids: Iterable<string>): void
  /** Called when another page is watched: the changes that would end the ignoring are not reported any more. */
  forgetIgnored(): void
  /** The changes that are edits of a user. Must be called once for each report, because a report may end the ignoring. */
  usersAmong<Change extends LayerChange>(report: readonly Change[]): readonly Change[]
  /** Records where a layer was seen: directly on a page or section (`isOutside`), where it is part of no source, or inside another layer. */
  noteParent(change: LayerChange, where: { readonly isOutside: boolean }): void
  /** Whether a layer is known to lie outside any source. For a deleted layer this can no longer be read. */
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
  /** By type and id of the change that ends the ignoring. */
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
      // A layer that was only moved there may have been inside a source before.
      else if (type === 'CREATE') outside.add(id)
    },
    isOutside: (id) => outside.has(id),
  }
}
