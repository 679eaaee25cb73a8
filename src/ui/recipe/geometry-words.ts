// What the geometry dial says.

export const geometryWords = { title: 'Geometry' } as const
