import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toFile } from '../../src/core/presets/presets.ts'
import { aPreset, emptyPage } from '../support/presets.ts'
import { Presets } from '../../src/ui/presets/Presets.tsx'
import { makePresets } from '../../src/ui/presets/part.ts'
import { makeRecipe } from '../../src/ui/recipe/part.ts'
import { recorder } from '../support/calls.ts'
import { all, close, drawn, enter, get, nameOf, open, page, press, show } from '../support/screen.tsx'

beforeEach(open)
afterEach(close)

function kept(...names: readonly string[]): unknown {
  return { version: 1, presets: names.map((name) => aPreset({ name })) }
}

async function openDialog(stored?: unknown) {
  const { calls, note } = recorder()
  const part = makePresets({
    ...emptyPage(),
    figma: { ...emptyPage().figma, savePresets: async (presets: unknown) => note('savePresets')(presets) },
    recipe: makeRecipe(() => 0.5),
    saveFile: note('saveFile'),
    announce: note('announce'),
    setAlert: note('setAlert'),
  })
  part.restore(stored)
  show(<Presets part={part} />)
  part.open()
  await drawn()
  return { calls }
}

async function click(name: string): Promise<void> {
  get('button', name).click()
  await drawn()
}

function items(): readonly string[] {
  return all('listitem').map((item) => item.querySelector('p')?.textContent ?? '')
}

describe('the presets', () => {
  it('tell what they are for while there are none', async () => {
    await openDialog()
    expect(get('dialog', 'Presets').textContent).toContain('A preset keeps look, light, words and the model’s settings')
    expect(all('button', 'Export')).toHaveLength(0)
    expect(nameOf(document.activeElement ?? page)).toBe('Save current as…')
  })

  it('are saved under a name, by the button or by Enter', async () => {
    const { calls } = await openDialog()
    const field = get('textbox', 'Save current as…')
    expect(field.getAttribute('placeholder')).toBe('Photo, noon')
    enter(field, 'Oak')
    await drawn()
    await click('Save')
    expect(field).toHaveProperty('value', '')
    press(field, 'Enter')
    await drawn()
    expect(items()).toEqual(['Oak', 'Photo, noon'])
    expect(get('dialog').textContent).toContain('Saved as “Photo, noon”.')
    expect(calls.filter(([action]) => action === 'savePresets')).toHaveLength(2)
  })

  it('tell what each of them chooses', async () => {
    const strange = aPreset({ modelId: 'flux-2-pro', seed: 7 })
    await openDialog({ version: 1, presets: [strange] })
    expect(get('listitem').textContent).toContain('Warm timber, golden · tall grasses · FLUX.2 [pro] · seed 7')
  })

  it('are applied by one press, which closes the dialog and is announced', async () => {
    const { calls } = await openDialog(kept('Oak', 'Brick'))
    expect(nameOf(document.activeElement ?? page)).toBe('Apply Oak')
    await click('Apply Brick')
    expect(all('dialog')).toHaveLength(0)
    expect(calls).toContainEqual(['announce', 'Preset applied: Brick.'])
  })

  it('are put in order by buttons that keep the focus and say when there is no further', async () => {
    await openDialog(kept('A', 'B', 'C'))
    await click('More for C')
    expect(get('button', 'More for C').getAttribute('aria-expanded')).toBe('true')
    expect(get('button', 'Move down').getAttribute('aria-disabled')).toBe('true')
    get('button', 'Move up').focus()
    await click('Move up')
    await click('Move up')
    expect(items()).toEqual(['C', 'A', 'B'])
    expect(nameOf(document.activeElement ?? page)).toBe('Move up')
    expect(get('button', 'Move up').getAttribute('aria-disabled')).toBe('true')
    await click('Move up')
    expect(items()).toEqual(['C', 'A', 'B'])
    expect(get('dialog').textContent).toContain('“C” is 1 of 3.')
  })

  it('are renamed in place; Esc leaves the name', async () => {
    await openDialog(kept('A', 'B'))
    await click('More for A')
    await click('Rename')
    const field = get('textbox', 'New name of A')
    enter(field, 'B')
    await drawn()
    press(field, 'Enter')
    await drawn()
    expect(items()).toEqual(['B 2', 'B'])
    expect(nameOf(document.activeElement ?? page)).toBe('More for B 2')
    await click('Rename')
    press(get('textbox', 'New name of B 2'), 'Escape')
    await drawn()
    expect(items()).toEqual(['B 2', 'B'])
    expect(all('dialog', 'Presets')).toHaveLength(1)
  })

  it('are removed at once, and come back by Undo', async () => {
    await openDialog(kept('A', 'B'))
    await click('More for A')
    await click('Remove')
    expect(items()).toEqual(['B'])
    expect(get('dialog').textContent).toContain('“A” removed.')
    await click('Undo')
    expect(items()).toEqual(['A', 'B'])
    expect(all('button', 'Undo')).toHaveLength(0)
  })

  it('are exported as one file', async () => {
    const { calls } = await openDialog(kept('A'))
    await click('Export')
    expect(calls).toContainEqual(['saveFile', 'depth-restyle-presets.json', toFile([aPreset({ name: 'A' })])])
  })

  it('are brought by a file that is chosen or dropped', async () => {
    await openDialog(kept('A'))
    const input = page.querySelector<HTMLInputElement>('dialog input[type=file]')
    const give = async (text: string): Promise<void> => {
      Object.defineProperty(input, 'files', { value: [new File([text], 'x.json')], configurable: true })
      input?.dispatchEvent(new Event('change', { bubbles: true }))
      await drawn()
      await drawn()
    }
    await give(toFile([aPreset({ name: 'A' })]))
    expect(items()).toEqual(['A', 'A 2'])
    await give('[]')
    expect(page.querySelector('dialog .bad')?.textContent).toBe('There are no presets in this file.')
    const drop = new Event('drop', { bubbles: true, cancelable: true })
    Object.defineProperty(drop, 'dataTransfer', { value: { files: [new File([toFile([aPreset({ name: 'C' })])], 'x.json')] } })
    get('dialog', 'Presets').dispatchEvent(drop)
    await drawn()
    await drawn()
    expect(drop.defaultPrevented).toBe(true)
    expect(items()).toEqual(['A', 'A 2', 'C'])
  })

  it('of a newer version are told of and cannot be changed', async () => {
    await openDialog({ version: 2 })
    expect(get('dialog').textContent).toContain('kept by a newer version')
    expect(all('textbox', 'Save current as…')).toHaveLength(0)
    await click('Close')
    expect(all('dialog')).toHaveLength(0)
  })

  it('show markup in a name as the text it is', async () => {
    const name = '<img src=x onerror=alert(1)>'
    await openDialog(kept(name))
    expect(items()).toEqual([name])
    expect(page.querySelector('dialog img')).toBeNull()
  })
})
