import type { CustomerName } from '../../../cards/visits/parts.ts'
import type { Customer } from '../customers/store.ts'

/** A customer as a card names it, also one that our files do not know yet. */
export function nameOf(customer: Customer | null, code: string): CustomerName {
  return { code, name: customer?.name ?? code, grade: customer?.grade ?? null }
}
