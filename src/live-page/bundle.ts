/** The page's own script and styles, built once a process. */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
}

export interface Bundle {
  readonly files: ReadonlyMap<string, Asset>
  /** Changes with the content: an address with it may be kept for good. */
  readonly version: string
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

async function bundle(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: { app: here('./client/main.ts'), 'app.styles': here('./client/page.css') },
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    // Web views of phones some years old.
    target: 'es2019',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const files = new Map<string, Asset>()
  const hash = createHash('sha256')
  for (const { path, contents } of outputFiles) {
    const isStyle = path.endsWith('.css')
    hash.update(contents)
    files.set(isStyle ? 'app.css' : 'app.js', {
      body: new Uint8Array(contents),
      type: isStyle ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    })
  }
  return { files, version: hash.digest('hex').slice(0, 12) }
}

let built: Promise<Bundle> | undefined

export function buildPage(): Promise<Bundle> {
  built ??= bundle()
  return built
}
