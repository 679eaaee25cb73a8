/** Delivers messages to listeners in this process. */

export type Hearers = {
  readonly give: (topic: string, news: string) => void
  /** Listens until the returned function is called. */
  readonly hear: (topic: string, heard: (news: string) => void) => Promise<() => void>
}

export function makeHearers(): Hearers {
  const hearers = new Map<string, Set<(news: string) => void>>()
  return {
    give(topic, news) {
      for (const heard of hearers.get(topic) ?? []) heard(news)
    },
    async hear(topic, heard) {
      const those = hearers.get(topic) ?? new Set()
      hearers.set(topic, those.add(heard))
      return () => {
        those.delete(heard)
        if (those.size === 0 && hearers.get(topic) === those) hearers.delete(topic)
      }
    },
  }
}
