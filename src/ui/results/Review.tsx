// What is found about a result once its picture is there.

import type { Store } from '../store.types.ts'
import { Products } from '../product/Products.tsx'
import { Readability } from '../readability/Readability.tsx'

type Props = {
  readonly store: Pick<Store, 'guard' | 'products' | 'showOnCanvas'>
  readonly nodeId: string
  /** Whether it is offered to look where nobody has looked yet. */
  readonly canAsk?: boolean
}

export function Review({ store, nodeId, canAsk = false }: Props) {
  return (
    <>
      <Products store={store} nodeId={nodeId} />
      <Readability store={store} nodeId={nodeId} canAsk={canAsk} />
    </>
  )
}
