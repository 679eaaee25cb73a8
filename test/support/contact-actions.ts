// What a person can do with the contact layers of a product, written down.

type Note = (action: string) => (...rest: readonly unknown[]) => void

export function contactActions(note: Note) {
  return {
    showContactLayers: note('showContactLayers'),
    hideContactLayers: note('hideContactLayers'),
    previewStrength: note('previewStrength'),
    setStrength: note('setStrength'),
  }
}
