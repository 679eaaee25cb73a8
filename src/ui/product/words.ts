// What the products of a result say.

export const productWords = {
  title: 'Product',
  comparing: 'Comparing the product…',
  contact: 'Shadow and light',
  strength: 'Strength',
  isEditable: 'Editable layers below the product.',
} as const
