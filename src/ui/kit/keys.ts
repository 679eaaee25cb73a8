// Tests for keys that act, ignoring those that belong to an input method.

/**
 * Whether an input method is composing: its keys choose and confirm letters. Safari signals this only by key code 229, as it ends the
 * composition before the last key.
 */
function isComposing(event: KeyboardEvent): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- no other property of the event tells it there
  return event.isComposing || event.keyCode === 229
}

export function isEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !isComposing(event)
}

export function isEscape(event: KeyboardEvent): boolean {
  return event.key === 'Escape' && !isComposing(event)
}
