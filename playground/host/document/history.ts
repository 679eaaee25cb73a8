// Undo steps: commitUndo closes a step, and uncommitted changes count as a step of their own (platform §3.6).

import { restore, snapshotOf, type Scene, type Snapshot } from './scene.ts'

export type History = { commit(): void; undo(): boolean; forget(): void }

export function historyOf(scene: Scene): History {
  // The document before each step, and after the latest one.
  let steps: Snapshot[] = []
  let base = snapshotOf(scene)
  let version = scene.version

  const rebase = (): void => {
    base = snapshotOf(scene)
    version = scene.version
  }

  return {
    commit() {
      if (scene.version === version) return
      steps.push(base)
      rebase()
    },
    undo() {
      const before = scene.version === version ? steps.pop() : base
      if (!before) return false
      restore(scene, before)
      rebase()
      return true
    },
    forget() {
      steps = []
      rebase()
    },
  }
}
