/** Numbers and Latin letters as outlines of the bundled font: pictures look the same on every machine. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Font } from 'opentype.js'
import type { Lettering } from './route-svg.ts'

const file = '@fontsource/noto-sans-sc/files/noto-sans-sc-latin-500-normal.woff'
let loaded: Promise<Lettering> | undefined

/** The font is read once, when the first picture is drawn. */
export function lettering(): Promise<Lettering> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Lettering> {
  const { default: opentype } = await import('opentype.js')
  const bytes = await readFile(createRequire(import.meta.url).resolve(file))
  const font: Font = opentype.parse(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  )
  return {
    centred(text, x, y, size) {
      const width = font.getAdvanceWidth(text, size)
      return font.getPath(text, x - width / 2, y, size).toPathData(1)
    },
  }
}
