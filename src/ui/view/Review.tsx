// What is found about a result once its picture is there.

import type { Store } from '../store.types.ts'
import { Readable } from './Readable.tsx'

type Props = {
  readonly store: Pick<Store, 'guard' | 'showOnCanvas'>
  readonly nodeId: string
  /** Whether it is offered to look where nobody has looked yet. */
  readonly canAsk?: boolean
}

export const Review = ({ store, nodeId, canAsk = false }: Props) => <Readable store={store} nodeId={nodeId} canAsk={canAsk} />
