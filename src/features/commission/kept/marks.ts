/**
 * Whose kept months may be out of date. Triggers write what changed (`commission_marks`); here it is looked
 * up whom that may concern: always too many rather than too few, since who is not concerned is only worked
 * out once more.
 */
import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { type SchemeTerms, schemeTerms } from '../../../domain/commission/terms.ts'
import { commissionVersions, type MarkKind } from '../tables.ts'

/** Which changes can move a line of a scheme. */
const looksAt: Record<MarkKind, (terms: SchemeTerms) => boolean> = {
  order: () => true,
  goods: () => true,
  money: ({ settledOn }) => settledOn === 'collection',
  visit: ({ jointShare }) => jointShare > 0,
  'visit-gone': ({ jointShare }) => jointShare > 0,
  customer: ({ grades, late, afterHandover }) =>
    grades.length > 0 || late !== null || afterHandover === 'owner',
  price: ({ base }) => base === 'overFloor',
}

/** Of more places than this everybody is out: a file was read in, the job is busy until it is done. */
const mostPlaces = 300

export interface Marked {
  /** Whether the person's months of a scheme may be out of date. */
  isOut(schemeId: string, openId: string): boolean
  /** All of them, of a scheme. */
  outOf(schemeId: string): ReadonlySet<string> | 'everybody'
}

/** Read before the kept rows: what commits between the two has its mark then, or its row. */
export const markedPeople = (tx: Tx): Promise<Marked> =>
  resolve(tx, sql`with marks as materialized (select * from commission_marks)`)

/**
 * Takes all marks away. The caller drops whom they concern in the same transaction, and works out
 * afterwards: a mark that commits meanwhile is not seen here and stays.
 */
export const takeMarks = (tx: Tx): Promise<Marked> =>
  resolve(tx, sql`with marks as (delete from commission_marks returning *)`)

type Row = { kind: MarkKind; open_id: string | null }

async function resolve(tx: Tx, marks: SQL): Promise<Marked> {
  const versions = await tx
    .select({ schemeId: commissionVersions.schemeId, terms: commissionVersions.terms })
    .from(commissionVersions)
    .where(eq(commissionVersions.status, 'published'))
  // By every version, since a month that runs takes back what one before it paid.
  const termsOf = new Map<string, SchemeTerms[]>()
  for (const { schemeId, terms } of versions)
    if (terms) termsOf.set(schemeId, [...(termsOf.get(schemeId) ?? []), schemeTerms.parse(terms)])
  const all = [...termsOf.values()].flat()
  const rows = await tx.execute<Row>(sql`${marks}, ${concerned(all)}`)
  const kindsOf = (openId: string | null) =>
    new Set(rows.filter(({ open_id }) => open_id === openId).map(({ kind }) => kind))
  const ofAll = kindsOf(null)
  const isLooking = (schemeId: string, kind: MarkKind) =>
    (termsOf.get(schemeId) ?? []).some((terms) => looksAt[kind](terms))
  const outOf = (schemeId: string): ReturnType<Marked['outOf']> => {
    if ([...ofAll].some((kind) => isLooking(schemeId, kind))) return 'everybody'
    return new Set(
      rows.flatMap(({ kind, open_id }) =>
        open_id !== null && isLooking(schemeId, kind) ? [open_id] : [],
      ),
    )
  }
  const out = new Map([...termsOf.keys()].map((schemeId) => [schemeId, outOf(schemeId)]))
  return {
    outOf: (schemeId) => out.get(schemeId) ?? new Set<string>(),
    isOut(schemeId, openId) {
      const people = out.get(schemeId)
      return people === 'everybody' || (people?.has(openId) ?? false)
    },
  }
}

/**
 * A row a kind and person; without a person it concerns everybody. A line belongs to who ordered at the
 * customer, who visited there that day too, who looks after it, or whom it was taken from just now: the
 * mark itself names that one. Each place is looked up by index, however many the server expects.
 */
function concerned(terms: readonly SchemeTerms[]): SQL {
  const isShared = terms.some(({ jointShare }) => jointShare > 0)
  const isHandedOver = terms.some(({ afterHandover }) => afterHandover === 'owner')
  const isCollected = terms.some(({ settledOn }) => settledOn === 'collection')
  const here = sql`(select * from places where (select n from size) <= ${mostPlaces}) p`
  const money = sql`
    union all select 'money', customer_code from pending
    union all select 'money', o.customer_code from pending m
      join payments y on y.customer_code = m.customer_code join orders o on o.code = y.order_code
    union all select 'money', o.customer_code from pending m
      join payment_credits y on y.customer_code = m.customer_code join orders o on o.code = y.order_code`
  return sql`
    pending as materialized (
      select distinct customer_code from payment_credit_marks limit ${mostPlaces + 1}
    ), seen as materialized (
      select distinct kind, customer_code, order_code, product_code, open_id from marks m
      where kind <> 'visit' or (${isShared} and exists (
        select 1 from visits v where v.customer_code = m.customer_code and v.date = m.day
          and v.status = 'closed' and v.rep_open_id <> m.open_id))
    ), places as materialized (
      select distinct kind, code from (
        select kind, customer_code as code from seen where customer_code is not null
        union all select s.kind, o.customer_code from seen s join orders o on o.code = s.order_code
        ${isCollected ? money : sql``}
      ) p
    ), size as (select count(*) as n from places)
    select s.kind, null::text as open_id from seen s where s.product_code is not null
      and exists (select 1 from order_lines l where l.product_code = s.product_code)
    union select kind, open_id from seen where open_id is not null
    union select kind, null from places where (select n from size) > ${mostPlaces}
    union select p.kind, r.open_id from ${here} cross join lateral (
      select o.rep_open_id as open_id from orders o where o.customer_code = p.code offset 0) r
      where r.open_id is not null
    ${
      isShared
        ? sql`union select p.kind, r.open_id from ${here} cross join lateral (
            select v.rep_open_id as open_id from visits v
            where v.customer_code = p.code and v.status = 'closed' offset 0) r`
        : sql``
    }
    ${
      isHandedOver
        ? sql`union select p.kind, r.open_id from ${here} cross join lateral (
            select co.owner_open_id as open_id from customer_owners co where co.customer_code = p.code
            union select c.owner_open_id from customers c where c.code = p.code) r
            where r.open_id is not null`
        : sql``
    }
    ${
      isCollected
        ? sql`union select 'money', y.open_id from pending m
            join payment_credits y on y.customer_code = m.customer_code where y.open_id is not null`
        : sql``
    }`
}
