// Texts of general controls.

export const kitWords = {
  chooseFile: 'Choose file',
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  more: 'More',
  resize: 'Resize window',
  tooLong: (kept: number): string => `Too long to be kept exactly: ${kept} stays.`,
} as const
