// Texts about the products of a result.

export const productWords = {
  title: 'Product',
  unchanged: 'Product unchanged.',
  comparing: 'Comparing the product…',
  contact: 'Shadow and light',
  strength: 'Strength',
  isEditable: 'Editable layers below the product.',
} as const
