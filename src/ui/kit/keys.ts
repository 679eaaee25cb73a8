// Keys that act, as opposed to keys that only help to write.

/** An input method is at work: its keys choose and confirm letters. Safari tells so by 229 alone, as it ends a composition before its last key. */
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
