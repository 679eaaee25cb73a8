// The result of a check: a message, what to do about it, and a button that does it.

/** What the button of a finding does. */
export type Remedy =
  | { readonly do: 'use-address'; readonly address: string }
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'open'; readonly label: string; readonly url: string }
  | { readonly do: 'choose-model' }

/** `next` says what to do, and is empty when there is nothing to do; `remedy` is the button that does it, or null. */
export type Finding = { readonly message: string; readonly next: string; readonly remedy: Remedy | null }

export function finding(message: string, next = '', remedy: Remedy | null = null): Finding {
  return { message, next, remedy }
}
