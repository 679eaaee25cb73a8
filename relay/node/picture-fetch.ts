/**
 * Fetches from picture hosts on Node. The address behind the name is checked at the moment of connecting, so a name that points into the
 * internal network, or changes between a check and the call (DNS rebinding), is rejected.
 */
import { lookup as resolve, type LookupAddress, type LookupAllOptions } from 'node:dns'
import { Agent, request as requestHttp, type ClientRequest } from 'node:http'
import { Agent as TlsAgent, request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from '../addresses.ts'
import type { PictureFetch } from '../fetch-picture.ts'
import { answerTo, StaleError } from './ask.ts'

export type Resolve = (
  name: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/** `ca`: further certificate authorities, for a host of one's own. */
export function makePictureFetch(resolver: Resolve = resolve, ca?: string): PictureFetch {
  // Separate agents: a connection opened without the check must not be reused where the check is required.
  const [guarded, exact] = [makeAgents(ca), makeAgents(ca)]
  const lookup = guardedLookup(resolver)
  return ({ url, isExact }, headers, signal) => {
    const agents = isExact ? exact : guarded
    const options = { headers, signal, ...(isExact ? {} : { lookup }), ...(ca === undefined ? {} : { ca }) }
    const open = (isFresh: boolean): ClientRequest =>
      url.protocol === 'https:'
        ? requestHttps(url, { ...options, agent: isFresh ? false : agents.https })
        : requestHttp(url, { ...options, agent: isFresh ? false : agents.http })
    // If the host had just closed the reused connection, that says nothing about the picture, so it is tried again.
    return answerTo(open(false)).catch((error: unknown) => {
      if (error instanceof StaleError) return answerTo(open(true))
      throw error
    })
  }
}

function makeAgents(ca: string | undefined): { readonly http: Agent; readonly https: TlsAgent } {
  return {
    http: new Agent({ keepAlive: true }),
    https: new TlsAgent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) }),
  }
}

/** A single non-public address rejects the name, as the address that will be used is not known. */
export function guardedLookup(resolver: Resolve): LookupFunction {
  return (name, options, done) => {
    resolver(name, { ...options, all: true }, (error, found) => {
      const [first] = found ?? []
      if (error) return done(error, '')
      if (!first || !found.every(({ address }) => isPublicAddress(address))) return done(new Error('Not a public address.'), '')
      return options.all ? done(null, found) : done(null, first.address, first.family)
    })
  }
}
