/** The log: one line of JSON per event. It never contains a key, a prompt, a picture or a whole token. */
import type { OrderEvent } from '../orders/events.ts'

export function lineOf(at: number, event: string, facts: object): string {
  return JSON.stringify({ time: new Date(at).toISOString(), event, ...facts })
}

/** Enough to tell two apart, but too little to request somebody's picture. Uses the end, because ids of one service may begin alike. */
function short(name: string): string {
  return name.slice(-8)
}

export function orderLine(at: number, event: OrderEvent): string {
  switch (event.kind) {
    case 'accepted': {
      const { kind, who, ...facts } = event
      return lineOf(at, kind, { ...facts, id: short(event.id), token: who.token && short(who.token) })
    }
    case 'refused': {
      const { kind, who, name: _, ...facts } = event
      return lineOf(at, kind, { ...facts, token: who.token && short(who.token) })
    }
    case 'ended': {
      const { kind, ...facts } = event
      return lineOf(at, kind, { ...facts, id: short(event.id) })
    }
    default:
      return event satisfies never
  }
}
