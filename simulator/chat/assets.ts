import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'

export type Assets = Map<string, { body: Uint8Array; type: string }>

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Simulator</title>
<p>The browser chat is not built here; its API answers under <code>/simulator/api</code>.`

const require = createRequire(import.meta.url)
const VCHART = join(dirname(require.resolve('@visactor/vchart/package.json')), 'build/index.min.js')
const FONTS = dirname(require.resolve('@fontsource/noto-sans-sc/package.json'))

/** The page, its bundle, the chart library and the fonts: all from this machine. */
export function assetRoutes(app: Hono): void {
  const page = async () => {
    const index = (await builtApp())?.get('index.html')
    return html(index ? new TextDecoder().decode(index.body) : NOT_BUILT)
  }
  app.get('/', page)
  app.get('', page)
  app.get('/assets/:name{.+}', async (c) => {
    const asset = (await builtApp())?.get(c.req.param('name'))
    if (!asset) return c.notFound()
    return file(asset.body, asset.type, 'no-cache')
  })
  app.get('/vendor/vchart.js', async () =>
    file(await readFile(VCHART), 'text/javascript; charset=utf-8', 'public, max-age=86400'),
  )
  // The package's css names its files by relative urls, so it is served as it lies there.
  app.get('/fonts/:name{[\\w.-]+\\.css}', (c) => font(c.req.param('name'), 'text/css'))
  app.get('/fonts/files/:name{[\\w.-]+\\.woff2?}', (c) =>
    font(`files/${c.req.param('name')}`, `font/${c.req.param('name').split('.').at(-1)}`),
  )
}

let built: Promise<Assets | undefined> | undefined

/** Builds the app once. Without it (another install, a production image) the API still works. */
function builtApp(): Promise<Assets | undefined> {
  const path = fileURLToPath(new URL('../app/build.ts', import.meta.url))
  built ??= import(path)
    .then((module: { buildApp(): Promise<Assets> }) => module.buildApp())
    .catch((error: unknown) => {
      built = undefined
      if (!isMissing(error)) console.error('the simulator app cannot be built:', error)
      return undefined
    })
  return built
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
}

async function font(path: string, type: string): Promise<Response> {
  const bytes = await readFile(join(FONTS, path)).catch(() => undefined)
  if (!bytes) return new Response('not found', { status: 404 })
  return file(bytes, type, 'public, max-age=31536000, immutable')
}

function file(body: Uint8Array, type: string, cache: string): Response {
  const headers = { 'content-type': type, 'cache-control': cache }
  return new Response(new Uint8Array(body), { headers })
}

function html(body: string): Response {
  return new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}
