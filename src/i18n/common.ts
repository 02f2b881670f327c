import { word } from './t.ts'

/** Distances: on cards and pages alike. */
export const distanceWords = {
  metres: word('{n} 米', '{n} m'),
  kilometres: word('{n} 公里', '{n} km'),
}

/** What a photo shows. */
export const photoKindWords = {
  storefront: word('门头照', 'storefront'),
  shelf: word('陈列照', 'shelf'),
  other: word('其他照片', 'other'),
}
