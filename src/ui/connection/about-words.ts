// What Settings says about privacy and help.

export const aboutWords = {
  privacy: 'Privacy',
  policy: 'Privacy policy',
  help: 'Help',
  whatLeaves: (host: string): readonly string[] => [
    `When you press Restyle, the picture on the card, the prompt and your settings go to ${host}, and your key with them. Nothing else leaves Figma.`,
    'Your key stays on this computer. Recipes of pictures are kept in the file, where everybody who can open it can read them.',
    'No analytics, no account of ours, no server of ours.',
  ],
} as const
