// Moves the focus to the heading of the section, for buttons that disappear when pressed.

export function toHeading(from: Element): void {
  from.closest('section')?.querySelector('h1')?.focus()
}
