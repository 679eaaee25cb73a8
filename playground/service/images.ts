/** The origin of finished pictures: signed links that expire and, by default, no CORS headers at all (api §4). */
import { Hono } from 'hono'
import type { World } from './api.ts'
import { cut, hang } from './connection.ts'
import { faultAnswer, WEB_APP } from './fault-answers.ts'
import { aside, broken, trickled } from './picture-faults.ts'
import { receive } from './record.ts'

export function createImages(world: World): Hono {
  const { settings, clock } = world
  const images = new Hono()

  images.use(async (c, next) => {
    world.requests.push((await receive(c.req.raw, clock.now())).received)
    await next()
    if (settings.imageCors) c.res.headers.set('access-control-allow-origin', '*')
  })

  // The target of the redirect fault: the same picture at another path.
  images.get('/durable/:id/moved/:file', (c) => picture(c.req.param('id')))

  images.get('/durable/:id/:file', async (c) => {
    const id = c.req.param('id')
    const fault = world.faults.take('picture')?.name
    if (fault === 'refused') return cut()
    if (fault === 'hang') return hang(c.req.raw.signal)
    if (fault === 'server-error') return faultAnswer('server-error')
    if (fault === 'gone') return c.body(null, 404)
    if (fault === 'html') return c.html(WEB_APP)
    if (fault === 'redirect') return c.redirect(c.req.url.replace('/sample.', '/moved/sample.'))
    if (fault === 'redirect-away') return c.redirect('https://pictures.example/sample.jpeg')
    const readyAt = world.tasks.find(id)?.readyAt ?? 0
    if (clock.now() < readyAt + settings.linkLateMs) return c.body(null, 404)
    // A link without a valid signature is treated like an expired one.
    if (fault === 'expired' || !(clock.now() <= Date.parse(c.req.query('se') ?? ''))) return expired()
    if (fault === 'drop') return broken(await picture(id))
    if (fault === 'slow') return trickled(await picture(id), () => clock.sleep(settings.slowMs))
    if (fault === 'stall') return trickled(await picture(id), () => hang(c.req.raw.signal))
    return fault ? aside(fault, await picture(id)) : picture(id)
  })

  images.onError((error) => {
    throw error
  })

  async function picture(id: string): Promise<Response> {
    const painted = await world.tasks.find(id)?.painted
    if (!painted) return new Response(null, { status: 404 })
    return new Response(Buffer.from(painted.bytes), {
      headers: { 'content-type': painted.type, 'content-length': String(painted.bytes.length) },
    })
  }
  return images
}

function expired(): Response {
  const body =
    '<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code><Message>Server failed to authenticate the request.</Message>' +
    '<AuthenticationErrorDetail>Signed expiry time has passed</AuthenticationErrorDetail></Error>'
  return new Response(body, { status: 403, headers: { 'content-type': 'application/xml' } })
}
