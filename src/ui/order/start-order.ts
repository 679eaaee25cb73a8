// Starts an order: all placeholders are drawn at once, then the pictures are made one by one.

import type { Order, OrderApi } from '../../core/order/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { JobsPart } from '../job/part.ts'

type StartPorts = { readonly figma: RemoteApi<OrderApi>; readonly jobs: Pick<JobsPart, 'start'> }

/** @param name name of the sources, for the status line @param growing the run, if it may receive further pictures */
export function startOrder({ figma, jobs }: StartPorts, order: Order, name: string, growing?: string): void {
  // A sheet is a comparison: an option that is already on the canvas is shown again instead of being paid for again.
  const mayReuse = order.groups.some(({ layout }) => layout.kind === 'sheet')
  const pictures = order.groups.flatMap((group) => group.pictures)
  jobs.start({ pictures, rules: order.rules, begun: figma.begin(order), mayReuse, name, growing })
}
