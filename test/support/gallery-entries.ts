import { join } from 'node:path'
import type { GalleryEntry } from '../../cards/kit/gallery.ts'
import { root, sourceFiles } from '../invariants/files.ts'

/** All entries of every `cards/<feature>/gallery.ts`. */
export async function galleryEntries(): Promise<GalleryEntry[]> {
  const files = sourceFiles('cards').filter(
    (file) => file.endsWith('/gallery.ts') && !file.startsWith('cards/kit/'),
  )
  const modules = await Promise.all(
    files.map((file) => import(join(root, file)) as Promise<{ gallery: readonly GalleryEntry[] }>),
  )
  return modules.flatMap((module) => [...module.gallery])
}
