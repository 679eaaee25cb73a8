// The single file of a drop or a paste, or a sentence about what to do instead.

export type DroppedFile = { readonly kind: 'file'; readonly file: Blob } | { readonly kind: 'none'; readonly advice: string }

/** The part of a DataTransfer that is used; browsers may omit `items`. */
type Transfer = {
  readonly files: ArrayLike<Blob>
  readonly types: readonly string[]
  readonly items?: ArrayLike<{ readonly kind: string; webkitGetAsEntry?(): { readonly isDirectory: boolean } | null }>
}

const saveFirst = 'Save the picture first, then drop the file.'

function hasFolder({ items }: Transfer): boolean {
  return Array.from(items ?? []).some((item) => item.kind === 'file' && item.webkitGetAsEntry?.()?.isDirectory === true)
}

function adviceWithoutFile(types: readonly string[]): string {
  if (types.includes('text/uri-list')) return `Your browser gave only the address. ${saveFirst}`
  if (types.includes('text/html')) return `Your browser gave a piece of a page, no file. ${saveFirst}`
  if (types.includes('text/plain')) return `This is text, no picture. ${saveFirst}`
  return `No file came along. ${saveFirst}`
}

export function droppedFile(transfer: Transfer): DroppedFile {
  const { files, types } = transfer
  if (hasFolder(transfer)) return { kind: 'none', advice: 'This is a folder. Open it and drop the file of the picture.' }
  if (files.length > 1) return { kind: 'none', advice: 'These are several files. Drop the one that belongs to this picture.' }
  const [file] = Array.from(files)
  return file === undefined ? { kind: 'none', advice: adviceWithoutFile(types) } : { kind: 'file', file }
}
