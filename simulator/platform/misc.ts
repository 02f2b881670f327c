import { type Api, type Platform, success } from './context.ts'

/** The bot itself and its scopes. */
export function miscRoutes(api: Api, platform: Platform): void {
  api.get('/open-apis/bot/v3/info', (c) =>
    c.json({
      code: 0,
      msg: 'ok',
      bot: {
        activate_status: 2,
        app_name: platform.bot.name,
        avatar_url: '',
        ip_white_list: [],
        open_id: platform.bot.openId,
      },
    }),
  )
  api.get('/open-apis/application/v6/scopes', (c) =>
    success(c, {
      scopes: platform.scopes
        .list()
        .map((name) => ({ scope_name: name, scope_type: 'tenant', grant_status: 1 })),
    }),
  )
  api.get('/open-apis/event/v1/connection', (c) =>
    success(c, { online_instance_cnt: platform.connections.list().length }),
  )
}
