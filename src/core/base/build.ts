// What this build was made for, as build.mjs says it. Where nothing does (tests, the relay, the doctor), it is a development build.

declare const BUILD_BASE_URL: string
declare const BUILD_IS_PUBLISHED: boolean

export type Build = {
  /** The base URL that a team built in; null where it is the service's own. */
  readonly baseUrl: string | null
  /** The manifest of a published plugin is fixed: only the address that was built in can be reached, so no other is offered. */
  readonly isPublished: boolean
}

export const thisBuild: Build = {
  baseUrl: typeof BUILD_BASE_URL === 'string' && BUILD_BASE_URL !== '' ? BUILD_BASE_URL : null,
  isPublished: typeof BUILD_IS_PUBLISHED === 'boolean' && BUILD_IS_PUBLISHED,
}
