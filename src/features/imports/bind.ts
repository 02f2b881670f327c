/**
 * References by something other than the key (an employee number, a mobile, a team's name) that were
 * waiting for their row: once it is there, they become the key. Keys need no binding.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'

/** Every other id that exactly one person has, by which a reference may wait. */
const personWords = sql`
  words(word, key) as (
    select word, min(open_id) from users, lateral (values (lower(employee_no)), (mobile), (lower(email))) as w(word)
    where word is not null and not exists (select 1 from users known where known.open_id = word)
    group by word having count(distinct open_id) = 1)`

const teamWords = sql`
  words(word, key) as (
    select lower(name), min(code) from teams t
    where not exists (select 1 from teams known where known.code = t.name)
    group by name having count(*) = 1)`

export async function bindPeople(tx: Tx): Promise<void> {
  await bind(tx, personWords, 'customers', 'owner_open_id')
  await bind(tx, personWords, 'customer_owners', 'owner_open_id')
  await bind(tx, personWords, 'orders', 'rep_open_id')
  await bind(tx, personWords, 'payments', 'collector_open_id')
  await bind(tx, personWords, 'team_managers', 'open_id', 'other.team_code = t.team_code')
  await bindScopes(tx, personWords, 'person')
}

export async function bindTeams(tx: Tx): Promise<void> {
  await bind(tx, teamWords, 'users', 'team_code')
  await bind(tx, teamWords, 'customers', 'team_code')
  await bind(tx, teamWords, 'teams', 'parent_code')
  await bindScopes(tx, teamWords, 'team')
}

async function bindScopes(tx: Tx, words: SQL, kind: 'person' | 'team'): Promise<void> {
  const sameTarget =
    'other.month = t.month and other.metric = t.metric and other.product_code = t.product_code'
  const sameDay = 'other.date = t.date and other.kind = t.kind and other.part = t.part'
  await bind(tx, words, 'targets', 'scope', sameTarget, `${kind}:`)
  await bind(tx, words, 'calendar_days', 'scope', sameDay, `${kind}:`)
}

/** Replaces words by keys in one column; a row whose place is taken (`same`) already stays as it is. */
async function bind(
  tx: Tx,
  words: SQL,
  table: string,
  column: string,
  same?: string,
  prefix = '',
): Promise<void> {
  const taken = same
    ? sql.raw(
        `and not exists (select 1 from ${table} other where other.${column} = '${prefix}' || words.key and ${same})`,
      )
    : sql``
  const [target, value] = [sql.raw(table), sql.raw(column)]
  await tx.execute(sql`
    with ${words}
    update ${target} t set ${value} = ${prefix} || words.key from words
    where lower(t.${value}) = ${prefix} || words.word ${taken}`)
}
