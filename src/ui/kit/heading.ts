// Where the focus goes when what had it is about to go.

export function toHeading(from: Element): void {
  from.closest('section')?.querySelector('h1')?.focus()
}
