import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface AppAsset {
  body: Uint8Array
  type: string
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The page's own bundle; the card editor is split off and loaded when the workshop opens. */
async function bundle(): Promise<Map<string, AppAsset>> {
  const { outputFiles } = await build({
    entryPoints: { app: here('./main.tsx'), 'app.styles': here('./styles/index.css') },
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunk-[hash]',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const assets = new Map<string, AppAsset>()
  assets.set('index.html', {
    body: await readFile(here('./index.html')),
    type: 'text/html; charset=utf-8',
  })
  for (const { path, contents } of outputFiles) {
    const style = path.endsWith('.css')
    assets.set(style ? 'app.css' : basename(path), {
      body: contents,
      type: style ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    })
  }
  return assets
}

/** What stands in for the platform's own script on web pages: one plain script, no module. */
async function bundleSdk(): Promise<AppAsset> {
  const { outputFiles } = await build({
    entryPoints: [here('./sdk/h5-js-sdk.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const [script] = outputFiles
  if (!script) throw new Error('the web page script was not built')
  return { body: script.contents, type: 'text/javascript; charset=utf-8' }
}

let built: Promise<Map<string, AppAsset>> | undefined
let sdk: Promise<AppAsset> | undefined

/** The browser chat, bundled once a process: `index.html`, `app.js`, `app.css` and chunks. */
export function buildApp(): Promise<Map<string, AppAsset>> {
  built ??= bundle()
  return built
}

/** `h5-js-sdk.js`, bundled once a process. */
export function buildSdk(): Promise<AppAsset> {
  sdk ??= bundleSdk()
  return sdk
}
