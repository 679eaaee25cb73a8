// Records what a user does with the contact layers of a product.

type Note = (action: string) => (...rest: readonly unknown[]) => void

export function contactActions(note: Note) {
  return {
    showContactLayers: note('showContactLayers'),
    hideContactLayers: note('hideContactLayers'),
    previewStrength: note('previewStrength'),
    setStrength: note('setStrength'),
  }
}
