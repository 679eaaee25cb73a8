import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { computed, signal } from '@preact/signals'
import { serviceUrl } from '../../src/core/service/account.ts'
import { hostOf } from '../../src/core/service/base-url.ts'
import { FirstKey } from '../../src/ui/connection/FirstKey.tsx'
import type { KeyState } from '../../src/ui/connection/key-state.ts'
import { Settings } from '../../src/ui/connection/Settings.tsx'
import { recorder } from '../support/calls.ts'
import type { TestLine } from '../../src/ui/connection/self-test-part.ts'
import type { CheckView } from '../../src/ui/connection/check-part.ts'
import { all, close, drawn, enter, get, open, page, press, show } from '../support/screen.tsx'
import { type CheckStep, checkSteps, initialLines, setStep } from '../../src/core/connection/steps.ts'
import { type Finding, finding } from '../../src/core/connection/finding.ts'

/** A check that failed at this step; null for one that passed. */
function checkedTo(end: CheckStep | null, finding: Finding | null = null): CheckView {
  let lines = initialLines
  for (const step of checkSteps) {
    lines = setStep(lines, step, step === end ? 'failed' : 'passed', step === end ? finding : null)
    if (step === end) break
  }
  return { lines, picture: null }
}

beforeEach(open)
afterEach(close)

type State = {
  readonly isLoaded?: boolean
  readonly isOpen?: boolean
  readonly key?: string
  readonly baseUrl?: string
  readonly check?: CheckView
  /** The result of saving. */
  readonly problem?: string
  readonly isPublished?: boolean
  readonly tests?: readonly TestLine[]
}

const unchecked: CheckView = { lines: [], picture: null }

/** The key prompt and the settings, rendered from one record of signals. */
function showConnection(state: State = {}) {
  const { calls, note } = recorder()
  const baseUrl = signal(state.baseUrl ?? serviceUrl)
  const key = signal(state.key ?? 'sk-kept')
  const isOpen = signal(state.isOpen ?? false)
  const check = signal(state.check ?? unchecked)
  const answer: { problem: string | null } = { problem: state.problem ?? null }
  const keyState = signal<KeyState>({ kind: 'unasked' })
  const recipe = { isAdvancedOpen: signal(false) }
  const canRestoreKey = signal(false)
  const part = {
    isLoaded: signal(state.isLoaded ?? true),
    isOpen,
    key,
    hasKey: computed(() => key.value !== ''),
    baseUrl,
    host: computed(() => hostOf(baseUrl.value)),
    check,
    save: (entry: unknown): string | null => {
      note('save')(entry)
      return answer.problem
    },
    close: (): void => {
      note('close')()
      isOpen.value = false
    },
    keyState,
    priceOf: () => ({ usd: 0.06, seen: '2026-11' }),
    copy: (text: string): boolean => {
      note('copy')(text)
      return true
    },
    deleteKey: () => {
      note('deleteKey')()
      canRestoreKey.value = true
    },
    canRestoreKey,
    restoreKey: () => {
      note('restoreKey')()
      canRestoreKey.value = false
      return 'sk-deleted'
    },
    checkConnection: note('checkConnection'),
    leave: note('leave'),
    forgetCheck: note('forgetCheck'),
    keptLimit: signal(80),
    limitKept: note('limitKept'),
    openUrl: note('openUrl'),
    selfTest: {
      lines: signal(state.tests ?? []),
      run: async () => note('selfTest')(),
      report: () => 'the report',
      forget: () => {},
    },
  }
  show([
    <FirstKey part={part} modelId="flux-depth-pro" onSaved={note('saved')} />,
    <Settings part={part} recipe={recipe} onTest={note('test')} isPublished={state.isPublished ?? false} />,
  ])
  return { calls, answer, isOpen, check, recipe, keyState, key }
}

describe('the key and the settings', () => {
  it('asks for the key in place, saves it and tells what is wrong with it', async () => {
    const fake = showConnection({ key: '', problem: 'This key has a space in it.' })
    expect(get('region', 'Connect your CometAPI account').textContent).toContain('Sent only to api.cometapi.com')
    enter(get('textbox', 'API key'), 'sk-1')
    await drawn()
    get('button', 'Save key').click()
    await drawn()
    expect(fake.calls).toEqual([['save', { key: 'sk-1', baseUrl: 'https://api.cometapi.com' }]])
    expect(page.textContent).toContain('This key has a space in it.')
  })

  it('goes on to what comes next once the key works', async () => {
    const { calls, key, keyState } = showConnection({ key: '' })
    enter(get('textbox', 'API key'), 'sk-1')
    await drawn()
    get('button', 'Save key').click()
    key.value = 'sk-1'
    keyState.value = { kind: 'asking' }
    await drawn()
    expect(get('region', 'Connect your CometAPI account').textContent).toContain('Checking the key…')
    keyState.value = { kind: 'works' }
    await drawn()
    expect(all('textbox', 'API key')).toHaveLength(0)
    expect(calls).toEqual([['save', { key: 'sk-1', baseUrl: serviceUrl }], ['saved']])
  })

  it('stays and tells where the key is refused, and keeps it', async () => {
    const { key, keyState } = showConnection({ key: '' })
    key.value = 'hello'
    keyState.value = { kind: 'refused', text: 'CometAPI does not accept this key.' }
    await drawn()
    expect(get('region', 'Connect your CometAPI account').textContent).toContain(
      'CometAPI does not accept this key. The key is saved all the same.',
    )
  })

  it('asks for a key where none was pasted, and keeps the focus', async () => {
    const { calls } = showConnection({ key: '' })
    get('button', 'Save key').click()
    await drawn()
    expect(get('region', 'Connect your CometAPI account').textContent).toContain('Paste your key first.')
    expect(document.activeElement).toBe(get('textbox', 'API key'))
    expect(calls).toEqual([])
  })

  it('tells what it does, what it needs and what a picture costs', () => {
    showConnection({ key: '' })
    const text = get('region', 'Connect your CometAPI account').textContent
    expect(text).toContain('Turns a frame into a finished picture.')
    expect(text).toContain(
      'You need a CometAPI account with credit; pictures are billed there, about $0.06 a picture (price seen 2026-11).',
    )
  })

  it('does not ask before it knows, nor once there is a key', () => {
    showConnection({ key: '', isLoaded: false })
    expect(all('textbox', 'API key')).toHaveLength(0)
    showConnection()
    expect(all('textbox', 'API key')).toHaveLength(0)
  })

  it('asks only once while the settings are open', async () => {
    const { isOpen } = showConnection({ key: '' })
    isOpen.value = true
    await drawn()
    expect(get('dialog', 'Settings').contains(get('textbox', 'API key'))).toBe(true)
  })

  it('shows the key that is checked, and says that something was cut', async () => {
    showConnection({ isOpen: true })
    enter(get('textbox', 'API key'), '"Bearer sk-1"')
    enter(get('textbox', 'API base URL'), `${serviceUrl}/v1/images/generations`)
    await drawn()
    get('button', 'Check connection').click()
    await drawn()
    expect(get('textbox', 'API key')).toHaveProperty('value', 'sk-1')
    expect(get('textbox', 'API base URL')).toHaveProperty('value', serviceUrl)
    expect(page.querySelector('#settings-note')?.textContent).toBe('The key is kept without what was copied along.')
    enter(get('textbox', 'API key'), 'sk-2')
    await drawn()
    expect(page.querySelector('#settings-note')?.textContent).toContain('Saved on this computer')
  })

  it('saves nothing by the Enter that confirms the letters of an input method', async () => {
    const { calls } = showConnection({ isOpen: true })
    for (const name of ['API key', 'API base URL']) press(get('textbox', name), 'Enter', { isComposing: true })
    await drawn()
    expect(calls).toEqual([])
  })

  it('hides the key until asked to show it', async () => {
    showConnection({ isOpen: true })
    const field = get('textbox', 'API key')
    expect([field.getAttribute('type'), field.getAttribute('role')]).toEqual(['password', 'textbox'])
    get('button', 'Show key').click()
    await drawn()
    expect(field.getAttribute('type')).toBe('text')
  })

  it('saves key and address and closes, but stays with what is wrong', async () => {
    const fake = showConnection({ isOpen: true })
    fake.answer.problem = 'This is no web address.'
    enter(get('textbox', 'API base URL'), 'relay.studio')
    await drawn()
    get('button', 'Save').click()
    await drawn()
    expect(get('dialog').textContent).toContain('This is no web address.')
    fake.answer.problem = null
    enter(get('textbox', 'API base URL'), 'https://relay.studio')
    await drawn()
    get('button', 'Save').click()
    await drawn()
    expect(fake.calls).toContainEqual(['save', { key: 'sk-kept', baseUrl: 'https://relay.studio' }])
    expect(all('dialog')).toHaveLength(0)
  })

  it('checks the connection of what is typed, deletes the key, closes', async () => {
    const { calls, check, isOpen } = showConnection({ isOpen: true })
    get('button', 'Check connection').click()
    check.value = checkedTo('key', finding('CometAPI does not accept this key.'))
    await drawn()
    expect(get('dialog').textContent).toContain('CometAPI does not accept this key.')
    const press = get('button', 'Delete key')
    press.focus()
    press.click()
    await drawn()
    expect(get('textbox', 'API key')).toHaveProperty('value', '')
    expect(get('dialog').textContent).toContain('Key deleted from this computer.')
    // It is the same button, so the focus stays.
    expect(document.activeElement).toBe(get('button', 'Undo'))
    // Also after the dialog was closed and opened again.
    isOpen.value = false
    await drawn()
    isOpen.value = true
    await drawn()
    expect(get('dialog').textContent).toContain('Key deleted from this computer.')
    get('button', 'Undo').click()
    await drawn()
    expect(get('textbox', 'API key')).toHaveProperty('value', 'sk-deleted')
    get('button', 'Close').click()
    await drawn()
    expect(calls.map(([action]) => action)).toEqual(expect.arrayContaining(['checkConnection', 'deleteKey', 'close']))
    expect(all('dialog')).toHaveLength(0)
  })
})

describe('the steps of a check', () => {
  const items = (): readonly (readonly [string, string | null])[] =>
    all('listitem').map((item) => [item.textContent ?? '', item.getAttribute('data-state')])

  it('are not there before the first one, and fill in as they pass', async () => {
    const { check } = showConnection({ isOpen: true })
    expect(all('list', 'Connection')).toHaveLength(0)
    check.value = {
      lines: setStep(setStep(initialLines, 'address', 'passed', null), 'manifest', 'running', null),
      picture: null,
    }
    await drawn()
    expect(get('list', 'Connection')).toBeTruthy()
    expect(items()).toEqual([
      ['Address passed', 'passed'],
      ['Allowed in Figma running', 'running'],
      ['Reachable waiting', 'waiting'],
      ['Accepts the plugin waiting', 'waiting'],
      ['Key waiting', 'waiting'],
      ['Model waiting', 'waiting'],
    ])
    expect(get('dialog').querySelector('[role=status]')?.textContent).toBe('')
    expect(get('dialog').textContent).toContain('This check is free.')
    expect(all('button', /costs one picture/)).toHaveLength(0)
  })

  it('say once how they ended', async () => {
    const { check } = showConnection({ isOpen: true, check: checkedTo('reach', finding('Nothing answers.', 'Start it.')) })
    const said = (role: string): string | undefined => get('dialog').querySelector(`[role=${role}]`)?.textContent
    expect([said('alert'), said('status')]).toEqual(['Reachable: Nothing answers. Start it.', undefined])
    expect(items().map(([, state]) => state)).toEqual(['passed', 'passed', 'failed', 'skipped', 'skipped', 'skipped'])
    check.value = checkedTo(null)
    await drawn()
    expect([said('alert'), said('status')]).toEqual([undefined, expect.stringMatching(/^It works\./)])
  })

  it('put a better address into the field and check that', async () => {
    const remedy = { do: 'use-address', address: 'http://localhost:8787' } as const
    const fake = showConnection({ isOpen: true, check: checkedTo('cors', finding('No.', 'A relay.', remedy)) })
    get('button', 'Use http://localhost:8787').click()
    await drawn()
    expect(get('textbox', 'API base URL')).toHaveProperty('value', 'http://localhost:8787')
    expect(fake.calls.at(-1)).toEqual(['checkConnection', { key: 'sk-kept', baseUrl: 'http://localhost:8787' }])
  })

  it('copy the line for the manifest, and say so', async () => {
    const remedy = { do: 'copy', text: '"https://relay.studio"' } as const
    const fake = showConnection({ isOpen: true, check: checkedTo('manifest', finding('No.', 'Add it.', remedy)) })
    get('button', 'Copy instructions for your developer').click()
    await drawn()
    expect(fake.calls).toContainEqual(['copy', '"https://relay.studio"'])
    expect(get('dialog').textContent).toContain('Copied.')
  })

  it('lead to the billing page, and to the models', async () => {
    const billing = { do: 'open', label: 'Open billing page', url: 'https://api.cometapi.com/console/topup' } as const
    const fake = showConnection({ isOpen: true, check: checkedTo('key', finding('No.', 'Fill it up.', billing)) })
    get('button', 'Open billing page').click()
    expect(fake.calls).toContainEqual(['openUrl', billing.url])
    fake.check.value = checkedTo('model', finding('Gone.', 'Choose another.', { do: 'choose-model' }))
    await drawn()
    get('button', 'Choose another model').click()
    await drawn()
    expect(all('dialog')).toHaveLength(0)
    expect(fake.recipe.isAdvancedOpen.value).toBe(true)
  })

  it('are forgotten when the key or the address is changed', () => {
    const fake = showConnection({ isOpen: true, check: checkedTo(null) })
    enter(get('textbox', 'API key'), 'sk-2')
    enter(get('textbox', 'API base URL'), 'https://relay.studio')
    expect(fake.calls.filter(([action]) => action === 'forgetCheck').length).toBeGreaterThanOrEqual(2)
  })

  it('leave a test picture to the big button, with what was checked', async () => {
    const { calls } = showConnection({ isOpen: true, check: checkedTo(null) })
    get('button', 'Make a test picture (paid)').click()
    expect(calls.slice(0, 3)).toEqual([['save', { key: 'sk-kept', baseUrl: 'https://api.cometapi.com' }], ['leave'], ['test']])
  })

  it('stay where what was checked cannot be saved', async () => {
    const { calls } = showConnection({ isOpen: true, check: checkedTo(null), problem: 'This key has a space in it.' })
    get('button', 'Make a test picture (paid)').click()
    await drawn()
    expect(calls.map(([name]) => name)).toEqual(['save'])
    expect(get('alert').textContent).toBe('This key has a space in it.')
  })

  it('are followed by a test picture, which is shown', async () => {
    const fake = showConnection({ isOpen: true, check: checkedTo(null) })
    const { lines } = checkedTo(null)
    fake.check.value = { lines: setStep(lines, 'picture', 'running', finding('Sending a small picture.')), picture: null }
    await drawn()
    expect(all('button', /costs one picture/)).toHaveLength(0)
    expect(get('button', 'Check connection').getAttribute('aria-disabled')).toBe('true')
    expect(get('dialog').textContent).toContain('Closing this dialog discards the test picture.')
    fake.check.value = {
      lines: setStep(lines, 'picture', 'passed', finding('Made in 5.0 s.', 'Kept nowhere.')),
      picture: 'data:,',
    }
    await drawn()
    expect(get('img', 'The test picture').getAttribute('src')).toBe('data:,')
    expect(get('dialog').querySelector('[role=status]')?.textContent).toBe('Made in 5.0 s. Kept nowhere.')
  })
})

describe('a service that is not CometAPI', () => {
  it('is asked for by its own name, and nobody is sent to another one’s shop', () => {
    showConnection({ key: '', baseUrl: 'https://relay.studio' })
    expect(get('region', 'Connect your relay.studio account')).toBeTruthy()
    expect(all('button', 'Get a key')).toHaveLength(0)
  })

  it('of a published build have no field for an address that its manifest could not allow', () => {
    showConnection({ isOpen: true, isPublished: true })
    expect(all('textbox').map((field) => field.getAttribute('id'))).not.toContain('settings-url')
    expect(get('dialog', 'Settings').textContent).toContain('Sent only to api.cometapi.com')
  })

  it('say what leaves Figma, and where it goes', () => {
    showConnection({ isOpen: true, baseUrl: 'https://relay.example.com' })
    const about = page.querySelector('.privacy')
    expect(about?.querySelector('summary')?.textContent).toBe('Privacy')
    expect(about?.textContent).toContain('go to relay.example.com')
  })
})

describe('the limit of kept lines in Settings', () => {
  it('counts while it is typed, and needs no Save', async () => {
    const { calls } = showConnection({ isOpen: true })
    enter(get('spinbutton', /fewer lines/), '90')
    await drawn()
    expect(calls).toEqual([['limitKept', 90]])
  })
})

describe('the self-test in Settings', () => {
  const tests: readonly TestLine[] = [
    { id: 'size', label: 'Pictures have the size asked for', changes: 'A pixel off.', outcome: 'expected' },
    { id: 'same', label: 'The same bytes', changes: 'Every result would say that its source has changed.', outcome: 'differs' },
    { id: 'text', label: 'Text is moved', changes: 'Sent whole.', outcome: 'unknown' },
  ]

  it('starts with one press and needs no key', async () => {
    const { calls } = showConnection({ isOpen: true, key: '' })
    get('button', 'Self-test').click()
    expect(calls).toContainEqual(['selfTest'])
  })

  it('says of each line how it was, and what a difference changes, and copies its report', async () => {
    const { calls } = showConnection({ isOpen: true, tests })
    const lines = get('list', 'Self-test')
    expect([...lines.querySelectorAll('li')].map((line) => line.getAttribute('data-outcome'))).toEqual(['expected', 'differs', 'unknown'])
    expect(lines.textContent).toContain('Every result would say that its source has changed.')
    expect(lines.textContent).not.toContain('A pixel off.')
    expect(get('dialog').textContent).toContain('1 of 3 as expected.')
    get('button', 'Copy report').click()
    expect(calls).toContainEqual(['copy', 'the report'])
  })
})
