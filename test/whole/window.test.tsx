// The composed window: the real store over a sandbox that does not answer, and what a user finds in it.

import { computed } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SandboxApi, Saved } from '../../src/core/protocol.ts'
import type { RemoteApi } from '../../src/core/wire/rpc.ts'
import { App } from '../../src/ui/App.tsx'
import { createStore } from '../../src/ui/store.ts'
import { recorder } from '../support/calls.ts'
import { virtualTime } from '../support/network.ts'
import { all, close, drawn, enter, get, nameOf, open, page, press, show } from '../support/screen.tsx'
import { settled } from '../support/settled.ts'
import { aRecipe } from '../support/tasks.ts'
import { selectedVilla } from '../support/villa.ts'

beforeEach(open)
afterEach(close)

const saved: Saved = {
  settings: { version: 1, key: 'sk-kept' },
  durations: null,
  presets: null,
  tasks: [],
  selection: selectedVilla(),
  canStore: true,
  relaunched: null,
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => {})
}

/** A busy sandbox: every method exists and never resolves. A source that is checked before an order cannot be drawn. */
function busySandbox(note: (action: string) => (...rest: readonly unknown[]) => void): RemoteApi<SandboxApi> {
  return new Proxy({} as RemoteApi<SandboxApi>, {
    get: (_, name) =>
      name === 'then'
        ? undefined
        : (payload: unknown): Promise<unknown> => {
            note(String(name))(payload)
            return name === 'exportSource' ? Promise.reject(new Error('busy')) : never()
          },
  })
}

function openWindow(changes: Partial<Saved> = {}) {
  const { calls, note } = recorder()
  const opened = createStore({
    figma: busySandbox(note),
    network: { send: never, ask: never },
    tools: {
      compose: never,
      convert: never,
      isPlain: never,
      isOneColour: never,
      compareTrial: never,
      send: never,
      measureTexts: never,
      readableColors: never,
      comparePixels: never,
      deriveContactLayers: never,
      measure: never,
    },
    time: { ...virtualTime(), delay: never },
    urls: { make: () => 'data:,', drop: () => {} },
    copy: () => true,
    saveFile: note('saveFile'),
    focusPrompt: note('focusPrompt'),
    testPicture: never,
    sample: async () => ({ before: new Uint8Array(), after: new Uint8Array() }),
    version: 'test',
  })
  opened.open({ ...saved, ...changes })
  show(<App store={opened.store} />)
  const asked = (method: string): readonly unknown[] => calls.filter(([action]) => action === method).map(([, payload]) => payload)
  return { store: opened.store, asked }
}

describe('the window', () => {
  it('stands in the order in which it is used', () => {
    openWindow()
    const names = [
      ...all('region', 'Source'),
      ...all('radiogroup').filter((group) => nameOf(group) !== 'Geometry'),
      ...all('textbox', 'Prompt'),
      ...all('radiogroup', 'Geometry'),
      ...all('spinbutton', 'Variants'),
      ...all('button', /^Restyle/),
      ...all('region', 'Pictures'),
    ]
    const inPage = [...names].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
    expect(inPage.map(nameOf)).toEqual(names.map(nameOf))
  })

  it.each([{ ctrlKey: true }, { metaKey: true }])('runs on Enter with %o in the prompt', async (keys) => {
    const { asked, store } = openWindow()
    press(get('textbox', 'Prompt'), 'Enter')
    expect(asked('begin')).toHaveLength(0)
    press(get('textbox', 'Prompt'), 'Enter', keys)
    // The source is checked first.
    await settled()
    expect(asked('begin')).toHaveLength(1)
    expect(store.jobs.list.peek()).toHaveLength(1)
  })

  it('says what happens in one status and one alert that are always there', async () => {
    const { store } = openWindow()
    const [status, alert] = [page.querySelector('[role=status]'), page.querySelector('[role=alert]')]
    store.notices.announce('Placed on the canvas')
    store.notices.setAlert('Settings could not be stored.')
    await drawn()
    expect(page.querySelectorAll('[role=status], [role=alert]')).toHaveLength(2)
    expect([status?.textContent, alert?.textContent]).toEqual(['Placed on the canvas', 'Settings could not be stored.'])
    get('button', 'Dismiss').click()
    expect(store.notices.alert.value).toBeNull()
  })

  it.each([
    ['Settings', 'Settings'],
    ['Results', 'Results'],
    ['Presets', 'Presets'],
  ])('opens %s from its corner', async (button, dialog) => {
    openWindow()
    get('button', button).click()
    await drawn()
    expect(all('dialog').map(nameOf)).toEqual([dialog])
  })

  it('asks in place for a key that is missing', () => {
    openWindow({ settings: null })
    expect(all('textbox', 'API key')).toHaveLength(1)
    expect(get('button', /^Restyle/).getAttribute('aria-disabled')).toBe('true')
  })

  it('unfolds the run whose button leads on', async () => {
    const { store } = openWindow()
    const lacking = {
      count: 1,
      label: 'Restyle with B',
      parts: 'Villa',
      price: '',
      lacks: 'B is not available now.',
      where: '[data-key=b] button',
    }
    store.orders.give({ kind: 'given', given: computed(() => lacking), order: () => () => {} })
    const fold = document.createElement('div')
    fold.innerHTML = `<button aria-controls="run"></button><ul id="run" hidden>
      <li data-key="a"><button>Of another order</button></li><li data-key="b"><button>Switch model</button></li></ul>`
    const list = fold.querySelector('ul')
    fold.querySelector('button')?.addEventListener('click', () => list?.removeAttribute('hidden'))
    document.querySelector('.window')?.append(fold)
    await drawn()
    get('button', /^Restyle with B/).click()
    await drawn()
    expect([list?.hidden, document.activeElement?.textContent]).toEqual([false, 'Switch model'])
  })

  it('offers to compare a selected result', async () => {
    const { asked } = openWindow({ selection: selectedVilla({ id: '7:7', recipe: JSON.stringify(aRecipe()) }) })
    get('button', 'Compare').click()
    await drawn()
    expect(asked('variantsOf')).toEqual(['7:7'])
    expect(all('dialog').map(nameOf)).toEqual(['Compare'])
  })

  it('lets no dropped picture open in its place', () => {
    openWindow()
    const drop = new Event('drop', { bubbles: true, cancelable: true })
    get('region', 'Source').dispatchEvent(drop)
    expect(drop.defaultPrevented).toBe(true)
  })

  it('resizes by arrow keys within the limits, and loses none that come before the window has changed', () => {
    const { asked } = openWindow()
    Object.defineProperties(document.documentElement, {
      clientWidth: { value: 310, configurable: true },
      clientHeight: { value: 680, configurable: true },
    })
    press(get('button', 'Resize window'), 'ArrowLeft')
    press(get('button', 'Resize window'), 'ArrowDown')
    expect(asked('resize')).toEqual([
      { width: 300, height: 680 },
      { width: 300, height: 700 },
    ])
  })

  it('keeps the key alone of what was pasted with it, and says so', async () => {
    const { store, asked } = openWindow({ settings: { version: 1, key: '' } })
    await drawn()
    enter(get('textbox', 'API key'), 'export COMETAPI_API_KEY="sk-new"')
    await drawn()
    get('button', 'Save key').click()
    await drawn()
    expect(store.connection.key.peek()).toBe('sk-new')
    expect(asked('saveSettings')[0]).toMatchObject({ key: 'sk-new' })
    expect(store.notices.status.peek()).toBe('The key is kept without what was copied along.')
  })

  it('keeps an address without its known tail, and says so', async () => {
    const { store } = openWindow()
    store.connection.open()
    await drawn()
    enter(get('textbox', 'API base URL'), 'https://api.cometapi.com/v1/images/generations')
    await drawn()
    get('button', 'Save').click()
    await drawn()
    expect(store.connection.baseUrl.peek()).toBe('https://api.cometapi.com')
    expect(store.notices.status.peek()).toBe('Kept as https://api.cometapi.com: the plugin adds the rest itself.')
  })

  it('runs nothing by the Ctrl+Enter that confirms the letters of an input method', async () => {
    openWindow({ settings: null })
    await drawn()
    const prevented = (more: KeyboardEventInit): boolean =>
      !get('textbox', 'Prompt').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true, ...more }),
      )
    expect([prevented({ isComposing: true }), prevented({})]).toEqual([false, true])
  })
})
