// The manifest of a build: the hosts that Figma lets the plugin reach, and the reasoning that users see.

/** Hosts on this computer are allowed in development only, in a separate list (platform §1). */
const listFor = ({ isLocal }) => (isLocal ? 'devAllowedDomains' : 'allowedDomains')

/** Returns the manifest's text with the relay allowed; everything else keeps its formatting. */
export function allowRelay(text, relay) {
  const list = listFor(relay)
  const listed = JSON.parse(text).networkAccess[list] ?? []
  if (listed.includes(relay.origin)) return text
  const entry = JSON.stringify(relay.origin)
  const changed =
    listed.length === 0
      ? null
      : text.replace(new RegExp(`"${list}":\\s*\\[(\\s*)`), (found, space) => `${found}${entry},${space === '' ? ' ' : space}`)
  if (changed === null) throw new Error(`manifest.json has no entry in networkAccess.${list} yet: add ${entry} to it.`)
  return changed
}

function relaySentence({ origin }) {
  const { host } = new URL(origin)
  return `When you press Restyle, the picture of the selected frame and your prompt are sent to ${host}, the relay of your team, and the finished picture comes from there.`
}

/** The manifest next to the bundles, which makes `dist` the complete plugin that can be passed on. `text` is that of manifest.json. */
export function manifestOf(text, { relay, isPublished }) {
  const source = JSON.parse(relay === null ? text : allowRelay(text, relay))
  const { devAllowedDomains, reasoning, ...network } = source.networkAccess
  return {
    ...source,
    main: 'code.js',
    ui: 'ui.html',
    networkAccess: {
      ...network,
      ...(isPublished ? {} : { devAllowedDomains }),
      reasoning: relay === null ? reasoning : `${relaySentence(relay)} Without it: ${reasoning}`,
    },
  }
}
