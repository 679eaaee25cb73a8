// What leaves Figma, explained in the window, with links to the privacy policy and the help page if this build has them.

import { Button } from '../kit/Buttons.tsx'
import { aboutWords } from './words.ts'

declare const BUILD_PRIVACY_URL: string
declare const BUILD_SUPPORT_URL: string

type Links = { readonly privacy: string; readonly support: string }

/** Empty until docs/listing/contacts.json is filled in. */
const linksOfBuild: Links = {
  privacy: typeof BUILD_PRIVACY_URL === 'string' ? BUILD_PRIVACY_URL : '',
  support: typeof BUILD_SUPPORT_URL === 'string' ? BUILD_SUPPORT_URL : '',
}

type AboutProps = { readonly host: string; readonly onOpen: (url: string) => void; readonly links?: Links }

export function About({ host, onOpen, links = linksOfBuild }: AboutProps) {
  return (
    <div class="privacy">
      <details>
        <summary>{aboutWords.privacy}</summary>
        {aboutWords.whatLeaves(host).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </details>
      {links.privacy !== '' && <Button kind="link" label={aboutWords.policy} onPress={() => onOpen(links.privacy)} />}
      {links.support !== '' && <Button kind="link" label={aboutWords.help} onPress={() => onOpen(links.support)} />}
    </div>
  )
}
