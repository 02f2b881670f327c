/** The photos of a visit: a row each, one tap changes the kind or deletes. */
import type { T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, columns, image, note, para } from '../kit/elements.ts'
import { visitActions } from './actions.ts'
import { capitalised, kindText, short } from './parts.ts'
import type { PhotoView } from './view.ts'

/** Rows of photos, as given; `page` when they stand on the card of all photos. */
export function photoRows(photos: readonly PhotoView[], t: T, page?: number): Part {
  return photos.map((photo) => {
    const payload = { photoId: photo.id, ...(page === undefined ? {} : { page }) }
    const label = capitalised(kindText(t, photo.kind))
    const state =
      photo.status === 'fetching'
        ? t(w.fetching)
        : photo.status === 'failed'
          ? t(w.notFetched)
          : null
    const other = photo.kind === 'shelf' ? 'storefront' : 'shelf'
    return columns([
      {
        elements: [
          photo.imageKey !== null && image(photo.imageKey, label),
          para(state ? `${label} · ${state}` : label),
        ],
        weight: 2,
      },
      {
        elements: [
          photo.status !== 'failed' &&
            button(t(w.turnTo, { kind: kindText(t, other) }), visitActions.turnPhoto(payload), {
              size: 'small',
            }),
          button(t(w.remove), visitActions.deletePhoto(payload), {
            size: 'small',
            kind: 'text',
            confirm: { title: t(w.deletePhotoTitle), text: t(w.deletePhotoText) },
          }),
        ],
        weight: 3,
      },
    ])
  })
}

export const photosPerPage = 8

/** All photos of a visit, a page at a time. */
export function photosCard(
  visit: { id: string; name: string; photos: readonly PhotoView[]; page: number },
  t: T,
): Card {
  const { id: visitId } = visit
  const pages = Math.max(1, Math.ceil(visit.photos.length / photosPerPage))
  const page = Math.min(visit.page, pages - 1)
  const shown = visit.photos.slice(page * photosPerPage, (page + 1) * photosPerPage)
  return card(
    {
      state: 'progress',
      title: t(w.openTitle, { name: short(visit.name) }),
      subtitle: t(w.photosTitle, { n: visit.photos.length }),
    },
    photoRows(shown, t, page),
    pages > 1 && note(t(w.page, { n: page + 1, of: pages })),
    buttons(
      button(t(w.back), visitActions.show({ visitId }), { kind: 'primary' }),
      page > 0 && button(t(w.previousPage), visitActions.photos({ visitId, page: page - 1 })),
      page < pages - 1 && button(t(w.nextPage), visitActions.photos({ visitId, page: page + 1 })),
    ),
  )
}
