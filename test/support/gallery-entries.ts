import { basename, dirname, join } from 'node:path'
import type { GalleryEntry } from '../../cards/kit/gallery.ts'
import { root, sourceFiles } from '../invariants/files.ts'

export interface FeatureEntry extends GalleryEntry {
  /** The folder under `cards/`. */
  readonly feature: string
}

/** All entries of every `cards/<feature>/gallery.ts`. */
export async function galleryEntries(): Promise<FeatureEntry[]> {
  const files = sourceFiles('cards').filter(
    (file) => file.endsWith('/gallery.ts') && !file.startsWith('cards/kit/'),
  )
  const modules = await Promise.all(
    files.map(async (file) => ({
      feature: basename(dirname(file)),
      ...((await import(join(root, file))) as { gallery: readonly GalleryEntry[] }),
    })),
  )
  return modules.flatMap(({ feature, gallery }) => gallery.map((entry) => ({ ...entry, feature })))
}
