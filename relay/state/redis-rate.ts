/** How often a token may ask, counted over all relays that share a state. Where that is away, each counts for itself: polls go on. */
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { redisPrefix } from './redis.ts'

/** Some are taken at once, so that not every question asks the state: at most so small a share of a minute's worth. */
const share = 1 / 40

export function sharedRate(client: Redis, perMinute: number): (token: string) => Promise<number> {
  const asWell = { points: perMinute, duration: 60 }
  const limiter = new RateLimiterRedis({
    ...asWell,
    storeClient: client,
    keyPrefix: `${redisPrefix}rate`,
    insuranceLimiter: new RateLimiterMemory(asWell),
  })
  const atOnce = Math.max(1, Math.floor(perMinute * share))
  const left = new Map<string, number>()
  return async (token) => {
    const before = left.get(token) ?? 0
    if (before > 0) {
      left.set(token, before - 1)
      return 0
    }
    try {
      await limiter.consume(token, atOnce)
      left.set(token, (left.get(token) ?? 0) + atOnce - 1)
      return 0
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
      throw error
    }
  }
}
