import type { Hono } from 'hono'
import type { NamedPlace, SimulatorOptions } from '../options.ts'
import { personOf, type World } from '../world.ts'

/**
 * What the browser chat shows besides messages, under `/simulator/api`:
 *
 * GET /places  `?as` → `{places: [{name, lng, lat, note}]}` for the map
 * GET /menu    → `{menu}`: the bot's menu
 */
export function worldRoutes(
  app: Hono,
  world: World,
  { places, botMenu = [] }: Pick<SimulatorOptions, 'places' | 'botMenu'>,
): void {
  app.get('/api/places', async (c) => {
    const { openId } = personOf(world, c.req.query('as') ?? '')
    const found: NamedPlace[] = (await places?.(openId)) ?? []
    return c.json({ places: found })
  })
  app.get('/api/menu', (c) => c.json({ menu: botMenu }))
}
