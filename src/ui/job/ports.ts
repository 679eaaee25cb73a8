// What a picture needs on its way (generate.ts), tied to what the window knows: account, the rung that worked, the risk, past durations.

import type { Signal } from '@preact/signals'
import { makeFetchPicture } from '../service/delivery.ts'
import { makeSubmit } from '../service/submit.ts'
import { makeWait } from '../service/wait.ts'
import type { GeneratePorts } from './generate.ts'
import type { makeDurations } from '../service/durations.ts'
import type { StorePorts } from '../ports.ts'
import type { makePreferences } from '../connection/part.ts'

type Known = {
  readonly preferences: Pick<ReturnType<typeof makePreferences>, 'account' | 'settings' | 'change' | 'keep'>
  readonly lessons: ReturnType<typeof makeDurations>
  readonly storageAtRisk: Signal<boolean>
}

export function makeGeneratePorts(
  { figma, network, tools, time }: Pick<StorePorts, 'figma' | 'network' | 'tools' | 'time'>,
  { preferences, lessons, storageAtRisk }: Known,
): GeneratePorts {
  return {
    figma,
    submit: makeSubmit(network, time, preferences.account),
    wait: makeWait(network, time, preferences.account),
    fetchPicture: makeFetchPicture(network, time, tools),
    now: () => time.now(),
    deliveryMethod: {
      get: () => preferences.settings.peek().rung,
      set: (worked) => {
        if (preferences.settings.peek().rung === worked) return
        preferences.change({ rung: worked })
        preferences.keep()
      },
    },
    storageRisk: {
      isKnown: () => storageAtRisk.peek(),
      tell: () => {
        storageAtRisk.value = true
      },
    },
    durations: lessons,
  }
}
