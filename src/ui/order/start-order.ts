// An order on its way: its placeholders are drawn at once, then its pictures are made one by one.

import type { Order, OrderApi } from '../../core/order/protocol.ts'
import type { RemoteApi } from '../../core/wire/rpc.ts'
import type { JobsPart } from '../job/part.ts'

type StartPorts = { readonly figma: RemoteApi<OrderApi>; readonly jobs: Pick<JobsPart, 'start'> }

/** @param name what the pictures are of, for the status line @param growing the run that may get further pictures */
export function startOrder({ figma, jobs }: StartPorts, order: Order, name: string, growing?: string): void {
  // A sheet compares: an option that is already on the canvas is shown again, not paid again.
  const mayReuse = order.groups.some(({ layout }) => layout.kind === 'sheet')
  const pictures = order.groups.flatMap((group) => group.pictures)
  jobs.start({ pictures, rules: order.rules, begun: figma.begin(order), mayReuse, name, growing })
}
