// Texts of the first-run card, Settings and the check of the connection.

import type { Remedy } from '../../core/connection/finding.ts'

export const connectionWords = {
  settings: 'Settings',
  notLoaded: 'Figma could not read your settings. Close this window and open it again.',
  key: 'API key',
  keyHint: 'sk-…',
  show: 'Show',
  showKey: 'Show key',
  hide: 'Hide',
  hideKey: 'Hide key',
  saved: (host: string): string => `Saved on this computer. Sent only to ${host}.`,
  connect: (service: string): string => `Connect your ${service} account`,
  promise: 'Turns a frame into a finished picture. Its layout and perspective stay.',
  needs: (service: string, price: string): string =>
    `You need a ${service} account with credit; pictures are billed there${price === '' ? '' : `, ${price}`}.`,
  empty: 'Paste your key first.',
  asking: 'Checking the key…',
  works: 'The key works.',
  kept: (problem: string): string => `${problem} The key is saved all the same.`,
  save: 'Save',
  saveKey: 'Save key',
  getKey: 'Get a key',
  deleteKey: 'Delete key',
  keyDeleted: 'Key deleted from this computer.',
  restoreKey: 'Undo',
  baseUrl: 'API base URL',
  baseUrlHint: 'CometAPI itself, or the address that your team gave you.',
  keptLimit: 'Say when a picture keeps fewer lines than',
  percent: '%',
  check: 'Check connection',
  lines: 'Connection',
  isFree: 'This check is free.',
  testPicture: 'The test picture',
  makeTest: 'Make a test picture (paid)',
  testIsDropped: 'Closing this dialog discards the test picture.',
  copied: 'Copied.',
  notCopied: 'It could not be copied.',
} as const

export const selfTestWords = {
  title: 'Self-test',
  copy: 'Copy report',
  expected: 'As expected',
  differs: 'Differs.',
  unknown: 'Could not tell.',
  outcome: (expected: number, all: number): string =>
    expected === all ? 'Figma does all of it as expected.' : `${expected} of ${all} as expected.`,
} as const

export const aboutWords = {
  privacy: 'Privacy',
  policy: 'Privacy policy',
  help: 'Help',
  whatLeaves: (host: string): readonly string[] => [
    `When you press Restyle, the picture on the card, the prompt and your settings go to ${host}, and your key with them. Nothing else of your file leaves Figma.`,
    'Your key stays on this computer. Recipes of pictures are kept in the file, where everybody who can open it can read them.',
    'No analytics, no account of ours, no server of ours.',
  ],
} as const

export function remedyLabel(remedy: Remedy): string {
  switch (remedy.do) {
    case 'use-address':
      return `Use ${remedy.address}`
    case 'copy':
      return 'Copy instructions for your developer'
    case 'open':
      return remedy.label
    case 'choose-model':
      return 'Choose another model'
    default:
      return remedy satisfies never
  }
}
