/** What can be imported. */
export const importKinds = [
  'teams',
  'users',
  'customers',
  'products',
  'prices',
  'orders',
  'payments',
  'targets',
  'leave',
] as const
export type ImportKind = (typeof importKinds)[number]
