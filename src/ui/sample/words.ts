// Texts of the sample.

export const sampleWords = {
  try: 'Try with a sample',
  before: 'Sample: before',
  after: 'Sample: Brick, dusk (simulated)',
  laid: 'Sample added to the canvas: before, and after in Brick at dusk. It is simulated and cost nothing.',
  failed: 'The sample could not be added here.',
} as const
