// Figma's words for a font that was not loaded, read back (figma-audit B).

export type Font = { readonly family: string; readonly style: string }

/** The font that a refusal asks for. Where only its full name is told, any word may be the first of the style. */
export function askedFonts(message: string): readonly Font[] {
  if (!message.includes('unloaded font')) return []
  const [, family, style] = /family: ?"([^"]+)", ?style: ?"([^"]+)"/.exec(message) ?? []
  if (family !== undefined && style !== undefined) return [{ family, style }]
  const words = /unloaded font "([^"]+)"/.exec(message)?.[1]?.split(' ') ?? []
  return words.slice(1).map((_, index) => {
    const at = words.length - 1 - index
    return { family: words.slice(0, at).join(' '), style: words.slice(at).join(' ') }
  })
}
