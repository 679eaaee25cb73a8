// What is to be known of a picture that is in, section by section.

import type { Store } from '../store.types.ts'
import { Products } from './Products.tsx'

type Props = { readonly store: Pick<Store, 'products'>; readonly nodeId: string }

export const Review = ({ store, nodeId }: Props) => (
  <>
    <Products store={store} nodeId={nodeId} />
  </>
)
