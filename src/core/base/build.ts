// What this build was made for, as set by build.mjs. Where nothing sets it (tests, the relay, the doctor), it is a development build.

declare const BUILD_BASE_URL: string
declare const BUILD_IS_PUBLISHED: boolean

export type Build = {
  /** The base URL that a team built in; null for the default service. */
  readonly baseUrl: string | null
  /** A published plugin has a fixed manifest: only the built-in address can be reached, so no other is offered. */
  readonly isPublished: boolean
}

export const thisBuild: Build = {
  baseUrl: typeof BUILD_BASE_URL === 'string' && BUILD_BASE_URL !== '' ? BUILD_BASE_URL : null,
  isPublished: typeof BUILD_IS_PUBLISHED === 'boolean' && BUILD_IS_PUBLISHED,
}
