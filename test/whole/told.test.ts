// Presses that change nothing, because Figma or somebody else changed the file meanwhile, are told.

import { expect, it } from 'vitest'
import { opened } from '../support/gallery.ts'

it('a picture that cannot go back to how the model framed it is told', async () => {
  const { world, window } = await opened()
  window.store.fidelity.undoLayBack('no such layer')
  await world.clock.pass(100)
  expect(window.store.notices.status.peek()).toBe('This picture was changed since. It stays as it is.')
  world.dispose()
})
