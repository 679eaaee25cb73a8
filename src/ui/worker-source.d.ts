// The worker's script as text; made by build.mjs.
declare module 'worker-source' {
  const source: string
  export default source
}
