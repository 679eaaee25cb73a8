// The editor's keyboard shortcuts, as in Figma.

import type { Editor } from './editor.ts'

export function attachKeys(editor: Editor): void {
  addEventListener('keydown', (event) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [role=menu]')) return
    const work = workFor(editor, event)
    if (!work) return
    event.preventDefault()
    work()
  })
}

function workFor(editor: Editor, { key, code, ctrlKey, metaKey, shiftKey }: KeyboardEvent): (() => void) | null {
  const host = editor.host()
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'z' && !shiftKey) return () => void host.undo()
  if (shiftKey && code === 'Digit1') return editor.fitAll
  if (shiftKey && code === 'Digit2') return editor.fitSelection
  if ((ctrlKey || metaKey) && /^[vro]$/.test(key)) return null
  switch (key) {
    case 'Delete':
    case 'Backspace':
      return () => [...host.selection()].forEach((id) => host.remove(id))
    case 'Enter':
      return editor.edit
    case 'Escape':
      return editor.escape
    case 'v':
      return () => editor.take(null)
    case 'r':
      return () => editor.take('RECTANGLE')
    case 'o':
      return () => editor.take('ELLIPSE')
    case '+':
    case '=':
      return () => editor.zoomBy(2)
    case '-':
      return () => editor.zoomBy(0.5)
    default:
      return null
  }
}
