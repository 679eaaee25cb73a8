// What each stop of the geometry dial keeps, measured with a real key: `npm run doctor -- --calibrate` writes this file.

import type { Calibration } from './stops.ts'

/** By the id of the model. Nobody has measured one yet. */
export const calibrations: Readonly<Record<string, Calibration>> = {}
