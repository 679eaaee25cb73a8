import { IconButton } from './Buttons.tsx'
import type { Notices } from './notices.ts'
import { kitWords } from './words.ts'

/** Stays in the page while it is empty, so that screen readers announce it when it fills. */
export function Notice({ part }: { readonly part: Pick<Notices, 'alert' | 'setAlert'> }) {
  const text = part.alert.value
  return (
    <div class="notice">
      <p role="alert">{text}</p>
      {text !== null && <IconButton icon="close" label={kitWords.dismiss} onPress={() => part.setAlert(null)} />}
    </div>
  )
}
