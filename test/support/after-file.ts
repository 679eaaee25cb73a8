// Runs after each test file: the files of a worker share a process and its modules, so nothing of one file may affect the next.

import { afterAll, vi } from 'vitest'
import { closeHosts } from './hosts.ts'

afterAll(() => {
  closeHosts()
  vi.unstubAllGlobals()
})
