// Reads the options of `npm run build -- …`. A mistake is reported in one sentence, and nothing is written.

/** Paths that the plugin adds to the address itself, and that people copy along with it. */
const addedByPlugin = /\/(?:flux|v1)(?:\/.*)?$/

/** The relay's address as the plugin uses it, without a trailing slash. Throws a sentence if keys must not be sent there. */
export function readRelay(typed) {
  let url = null
  try {
    url = new URL(typed)
  } catch {
    throw new Error(`--relay takes an address like https://relay.example.com; "${typed}" is none.`)
  }
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw new Error(`--relay takes an address that begins with https://: by "${url.protocol}//" others could read the key on its way.`)
  if (url.username !== '' || url.password !== '')
    throw new Error('--relay takes an address without a name and password: everybody can read a build.')
  if (url.hostname.includes('*')) throw new Error('--relay takes the address of one relay, without *.')
  if (url.search !== '' || url.hash !== '') throw new Error('--relay takes an address without ? and #.')
  if (!isLocal && /^(?:[\d.]+|\[.*\])$/.test(url.hostname)) throw new Error('--relay takes a name: Figma allows no addresses of numbers.')
  if (url.hostname === '127.0.0.1' || url.hostname === '[::1]')
    throw new Error('--relay takes localhost by its name: Figma allows no addresses of numbers.')
  const path = url.pathname.replace(addedByPlugin, '').replace(/\/+$/, '')
  return { baseUrl: `${url.origin}${path}`, origin: url.origin, isLocal }
}

/**
 * Returns `{ relay, isPublished }`; `relay` is null when the plugin talks to the service itself. Throws a sentence.
 * @param env without the `--` in front, npm takes an option for a setting of its own, and says so in a variable only
 */
export function readOptions(args, env = {}) {
  const kept = ['relay', 'publish'].find((name) => env[`npm_config_${name}`] !== undefined)
  if (kept !== undefined && args.every((word) => word.split('=')[0] !== `--${kept}`))
    throw new Error(
      `npm kept --${kept} for itself: write npm run build -- --${kept}${kept === 'relay' ? ' https://relay.example.com' : ''}`,
    )
  const options = { relay: null, isPublished: false }
  for (let at = 0; at < args.length; at += 1) {
    const [name, value] = args[at].split(/=(.*)/s)
    if (args[at] === '--publish') options.isPublished = true
    else if (name === '--relay') {
      const typed = value ?? args[(at += 1)]
      if (typed === undefined || typed === '')
        throw new Error('--relay needs an address: npm run build -- --relay https://relay.example.com')
      if (options.relay !== null) throw new Error('--relay is there twice: a build has one relay.')
      options.relay = readRelay(typed)
    } else throw new Error(`The build knows --relay <address> and --publish, not "${args[at]}".`)
  }
  if (options.isPublished && options.relay?.isLocal)
    throw new Error('A published plugin cannot reach localhost: --publish takes a relay at an https:// address.')
  return options
}
