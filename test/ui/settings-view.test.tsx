// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { all, close, drawn, enter, get, open, page, show } from './screen.tsx'

beforeEach(open)
afterEach(close)

describe('the key and the settings', () => {
  it('asks for the key in place, saves it and tells what is wrong with it', async () => {
    const fake = show({ hasKey: false, key: '' })
    expect(get('region', 'First, your CometAPI key').textContent).toContain('sent only to api.cometapi.com')
    fake.problem = 'This key has a space in it.'
    enter(get('textbox', 'API key'), 'sk-1')
    await drawn()
    get('button', 'Save key').click()
    await drawn()
    expect(fake.calls).toEqual([['saveSettings', { key: 'sk-1', baseUrl: 'https://api.cometapi.com' }]])
    expect(page.textContent).toContain('This key has a space in it.')
    expect(get('button', /^Restyle/)).toBeTruthy()
  })

  it('does not ask before it knows, nor once there is a key', () => {
    show({ hasKey: false, isLoaded: false })
    expect(all('textbox', 'API key')).toHaveLength(0)
    show()
    expect(all('textbox', 'API key')).toHaveLength(0)
  })

  it('asks only once while the settings are open', async () => {
    show({ hasKey: false, key: '' })
    get('button', 'Settings').click()
    await drawn()
    expect(get('dialog', 'Settings').contains(get('textbox', 'API key'))).toBe(true)
  })

  it('hides the key until asked to show it', async () => {
    show({ isSettingsOpen: true })
    const field = get('textbox', 'API key')
    expect([field.getAttribute('type'), field.getAttribute('role')]).toEqual(['password', 'textbox'])
    get('button', 'Show key').click()
    await drawn()
    expect(field.getAttribute('type')).toBe('text')
  })

  it('saves key and address and closes, but stays with what is wrong', async () => {
    const fake = show({ isSettingsOpen: true })
    fake.problem = 'This is no web address.'
    enter(get('textbox', 'API base URL'), 'relay.studio')
    await drawn()
    get('button', 'Save').click()
    await drawn()
    expect(get('dialog').textContent).toContain('This is no web address.')
    fake.problem = null
    enter(get('textbox', 'API base URL'), 'https://relay.studio')
    await drawn()
    get('button', 'Save').click()
    await drawn()
    expect(fake.calls).toContainEqual(['saveSettings', { key: 'sk-kept', baseUrl: 'https://relay.studio' }])
    expect(all('dialog')).toHaveLength(0)
  })

  it('checks the connection of what is typed, deletes the key, closes', async () => {
    const { calls, signals } = show({ isSettingsOpen: true })
    get('button', 'Check connection').click()
    signals.connection.value = { state: 'fails', sentence: 'The service does not accept this key.' }
    await drawn()
    expect(get('dialog').textContent).toContain('The service does not accept this key.')
    get('button', 'Delete key').click()
    await drawn()
    expect(get('textbox', 'API key')).toHaveProperty('value', '')
    get('button', 'Close').click()
    await drawn()
    expect(calls.map(([action]) => action)).toEqual(expect.arrayContaining(['checkConnection', 'deleteKey', 'closeSettings']))
    expect(all('dialog')).toHaveLength(0)
  })
})
