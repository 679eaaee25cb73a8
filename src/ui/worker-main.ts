// Composition root of the worker's script. A page where no worker starts runs the same script.

import { runWorker } from './wire/run-worker.ts'
import { handOver } from './wire/worker-on-page.ts'
import { makeTools } from './worker.ts'

if (typeof document === 'undefined') runWorker(makeTools(self))
else handOver(document, makeTools(document))
