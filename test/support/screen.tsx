// Renders views in happy-dom, and finds things on them as a user does: by role and name, as in the contract (DESIGN §2.1).

import { type ComponentChild, render } from 'preact'
import { settled } from './settled.ts'

export const page = document.createElement('div')

export function open(): void {
  document.body.append(page)
}

export function close(): void {
  render(null, page)
  page.remove()
}

/** Replaces what was shown before. */
export function show(view: ComponentChild): void {
  render(view, page)
}

/** Signals re-render before the next turn of the event loop. */
export function drawn(): Promise<void> {
  return settled()
}

const selectors: Readonly<Record<string, string>> = {
  button: 'button',
  textbox: 'textarea, input[role=textbox], input[type=text]:not([role])',
  spinbutton: 'input[role=spinbutton]',
  status: '[role=status]',
  alert: '[role=alert]',
  radio: 'input[type=radio]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  img: 'img[alt]:not([alt=""])',
  searchbox: 'input[type=search]',
  region: 'section[aria-label], section[aria-labelledby]',
  dialog: 'dialog',
  radiogroup: '[role=radiogroup]',
  list: '[role=list]',
  listitem: '[role=list] > li',
  progressbar: '[role=progressbar]',
}

function textOf(element: Element): string {
  const copy = element.cloneNode(true)
  if (!(copy instanceof Element)) return ''
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove()
  return (copy.textContent ?? '').trim()
}

export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label') ?? element.getAttribute('alt')
  if (label !== null) return label
  const labelledBy = element.getAttribute('aria-labelledby')
  if (labelledBy) return textOf(page.querySelector(`#${labelledBy}`) ?? element)
  const outer = element.closest('label') ?? (element.id ? page.querySelector(`label[for=${element.id}]`) : null)
  return textOf(outer ?? element)
}

export function all(role: string, name?: string | RegExp): readonly HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>(selectors[role] ?? role)].filter(
    (element) => name === undefined || (typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element))),
  )
}

export function get(role: string, name?: string | RegExp): HTMLElement {
  const [found, ...more] = all(role, name)
  if (!found || more.length > 0) throw new Error(`${role} ${String(name)}: found ${more.length + (found ? 1 : 0)}`)
  return found
}

/** As while the user is still typing: the field has not reported its value yet. */
export function typeInto(field: HTMLElement, text: string): void {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function enter(field: HTMLElement, text: string): void {
  typeInto(field, text)
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

export function press(on: HTMLElement, key: string, more: KeyboardEventInit = {}): void {
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
}
