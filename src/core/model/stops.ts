// The five stops of the geometry dial (DESIGN §11).

export const stops = ['free', 'loose', 'balanced', 'firm', 'exact'] as const
export type Stop = (typeof stops)[number]

export const stopLabel: Record<Stop, string> = { free: 'Free', loose: 'Loose', balanced: 'Balanced', firm: 'Firm', exact: 'Exact' }

/** A measurement with a real key: the share of lines that each stop keeps, 0 to 1. `date` as 2026-11-29. */
export type Calibration = { readonly service: string; readonly date: string; readonly kept: Readonly<Record<Stop, number>> }
