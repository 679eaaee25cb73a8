// Texts of the list of pictures.

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export const jobWords = {
  pictures: 'Pictures',
  jobs: 'Jobs',
  showList: 'Show list',
  picturesOf: (title: string): string => `Pictures of ${title}`,
  stop: 'Stop',
  retry: (count: number): string => `Retry ${count}`,
  retryPictures: (count: number): string => `Retry ${count} pictures`,
  compare: 'Compare',
  keep: 'Keep',
  keepOnly: (label: string): string => `Keep only ${label}`,
  more: (count: number): string => `${count} more`,
  moreLike: (count: number, label: string): string => `${count} more like ${label}`,
  instead: (model: string): string => `${model} can make it instead.`,
  save: 'Save it on this computer',
  drop: 'Drop it here',
  linkWorks: (ms: number): string =>
    ms > 0 ? `The link works for ${clock(ms)} more.` : 'The link has expired. A saved picture still works.',
} as const
