import { Hono } from 'hono'
import { type Control, controlRoutes } from '../control/routes.ts'
import { workshopRoutes } from '../desk/workshop.ts'
import { worldRoutes } from '../desk/world.ts'
import type { SimulatorOptions } from '../options.ts'
import { pageRoutes } from '../web-page/page-routes.ts'
import type { World } from '../world.ts'
import { actionRoutes } from './actions.ts'
import { assetRoutes } from './assets.ts'
import { basePage } from './base-page.ts'
import { readRoutes } from './reads.ts'
import { streamRoutes } from './stream.ts'

/** The browser chat and the API behind it, under `/simulator`. */
export function chatApp(
  world: World,
  options: Pick<SimulatorOptions, 'presets' | 'places' | 'botMenu'>,
  control: Control,
): Hono {
  const app = new Hono().basePath('/simulator')
  app.onError((error, c) => c.json({ ok: false, error: error.message }, 400))
  // A page of another site must not act for the people here.
  app.use(async (c, next) => {
    if (c.req.header('sec-fetch-site') === 'cross-site' && c.req.method !== 'GET') {
      return c.json({ ok: false, error: 'cross-site requests are refused' }, 403)
    }
    return next()
  })
  readRoutes(app, world, options.presets)
  actionRoutes(app, world)
  streamRoutes(app, world)
  controlRoutes(app, control)
  workshopRoutes(app, control)
  worldRoutes(app, world, options)
  pageRoutes(app, world)
  basePage(app, world)
  assetRoutes(app)
  return app
}
