// Key repeat and the second half of a double click must not order again.

import { beforeEach, expect, it } from 'vitest'
import { actOnce } from '../../src/ui/kit/one-press.ts'

let heard: string[] = []

function at(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`no ${id}`)
  return found
}

beforeEach(() => {
  document.body.innerHTML =
    '<div id="root"><button id="run" class="button primary"><span id="label"></span></button><button id="close" class="link"></button>' +
    '<button id="next" class="icon-button"></button><input id="name"><textarea id="words"></textarea></div>'
  heard = []
  actOnce(at('root'))
  for (const id of ['run', 'close', 'next', 'name', 'words'])
    for (const type of ['click', 'keydown']) at(id).addEventListener(type, () => heard.push(`${type} ${id}`))
})

function click(id: string, detail: number): void {
  at(id).dispatchEvent(new MouseEvent('click', { detail, bubbles: true, cancelable: true }))
}

/** Whether the browser's default action for the key happens. */
function enter(id: string, options: KeyboardEventInit): boolean {
  return at(id).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...options }))
}

it('a button of words hears the first click of several, one of an icon each', () => {
  click('label', 1)
  click('label', 2)
  click('close', 3)
  click('next', 1)
  click('next', 2)
  expect(heard).toEqual(['click run', 'click next', 'click next'])
})

it('a press that a program or a key makes is one', () => {
  click('run', 0)
  click('run', 0)
  expect(heard).toEqual(['click run', 'click run'])
})

it('a held Enter acts once, and writes on', () => {
  expect(enter('run', {})).toBe(true)
  expect(enter('run', { repeat: true })).toBe(false)
  expect(enter('name', { repeat: true })).toBe(false)
  expect(enter('words', { repeat: true })).toBe(true)
  expect(enter('words', { repeat: true, ctrlKey: true })).toBe(false)
  expect(enter('words', { repeat: true, metaKey: true })).toBe(false)
  expect(heard).toEqual(['keydown run', 'keydown words'])
})
