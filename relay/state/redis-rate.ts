/** The rate limit in Valkey or Redis; each relay counts on its own while the state is unavailable. */
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { inBatches, type Rate } from './rate.ts'
import { redisPrefix } from './redis.ts'

export function redisRate(client: Redis, perMinute: number): Rate {
  const asWell = { points: perMinute, duration: 60 }
  const limiter = new RateLimiterRedis({
    ...asWell,
    storeClient: client,
    keyPrefix: `${redisPrefix}rate`,
    insuranceLimiter: new RateLimiterMemory(asWell),
  })
  return inBatches(perMinute, async (token, count) => {
    try {
      await limiter.consume(token, count)
      return 0
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
      throw error
    }
  })
}
