// Parses Figma's error message about a font that was not loaded (figma-audit B).

export type Font = { readonly family: string; readonly style: string }

/** The font that the message names. Where only the full name is given, any word may begin the style, so there are several candidates. */
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
