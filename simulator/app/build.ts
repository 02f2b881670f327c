import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface AppAsset {
  body: Uint8Array
  type: string
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const contentTypes: Record<string, string> = {
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
}

async function bundle(): Promise<Map<string, AppAsset>> {
  const { outputFiles } = await build({
    entryPoints: { app: here('./main.tsx'), 'app.styles': here('./styles/index.css') },
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
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
  for (const file of outputFiles) {
    const name = file.path.endsWith('.css') ? 'app.css' : 'app.js'
    assets.set(name, { body: file.contents, type: contentTypes[name] ?? 'text/plain' })
  }
  return assets
}

let built: Promise<Map<string, AppAsset>> | undefined

/** The browser chat, bundled once a process: `index.html`, `app.js`, `app.css`. */
export function buildApp(): Promise<Map<string, AppAsset>> {
  built ??= bundle()
  return built
}
