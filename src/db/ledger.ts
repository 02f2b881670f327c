/**
 * Triggers that write every change of a fact into the ledger, in the transaction that changes it. They
 * are made from the list in `domain/ledger/facts` each time the schema is brought up to date, not by
 * hand: a fact that is added there is taken from then on.
 */
import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import { type FactKind, factKinds, factTable } from '../domain/ledger/facts.ts'

type Sql = postgres.Sql
type Types = ReadonlyMap<string, string>

/** A column as JSON that is the same text for the same value, whatever the session's settings. */
function jsonOf(alias: string, column: string, types: Types): string {
  const name = `${alias}."${column}"`
  const type = types.get(column)
  if (!type) throw new Error(`the ledger asks for a column that is not there: ${column}`)
  if (type === 'timestamp with time zone')
    return `to_char(${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  // A decimal is text: as a number it would be rounded to a binary fraction.
  if (type === 'numeric') return `trim_scale(${name})::text`
  return name
}

/** The row as the ledger holds it. */
const rowOf = (kind: FactKind, alias: string, types: Types): string => {
  const { key, columns } = factTable(kind)
  const pairs = [...key, ...columns].map((one) => `'${one}', ${jsonOf(alias, one, types)}`)
  return `jsonb_build_object(${pairs.join(', ')})`
}

/** What names the row: a JSON array. */
const keyOf = (kind: FactKind, alias: string, types: Types): string =>
  `jsonb_build_array(${factTable(kind)
    .key.map((one) => jsonOf(alias, one, types))
    .join(', ')})`

const insert = `INSERT INTO ledger_waiting (kind, op, key, "row")`

/** The function and the triggers of one table; its text says whether anything has changed. */
function triggersOf(kind: FactKind, types: Types): string {
  const { key, columns } = factTable(kind)
  const put = (op: string, alias: string, from: string) =>
    `${insert} SELECT '${kind}', '${op}', ${keyOf(kind, alias, types)}, ${rowOf(kind, alias, types)} FROM ${from};`
  const gone = (from: string) =>
    `${insert} SELECT '${kind}', 'gone', ${keyOf(kind, 'o', types)}, NULL FROM ${from};`
  const list = (alias: string, names: readonly string[]) =>
    names.map((one) => `${alias}."${one}"`).join(', ')
  const isOther = (names: readonly string[]) =>
    `(${list('NEW', names)}) IS DISTINCT FROM (${list('OLD', names)})`
  return `
CREATE OR REPLACE FUNCTION ledger_of_${kind}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    ${put('put', 'n', 'new_rows n')}
  ELSIF TG_OP = 'DELETE' THEN
    ${gone('old_rows o')}
  ELSIF TG_OP = 'TRUNCATE' THEN
    ${gone(`${kind} o`)}
  ELSE
    IF ${isOther(key)} THEN
      ${insert} VALUES ('${kind}', 'gone', ${keyOf(kind, 'OLD', types)}, NULL);
    END IF;
    ${insert} VALUES ('${kind}', 'put', ${keyOf(kind, 'NEW', types)}, ${rowOf(kind, 'NEW', types)});
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER ledger_insert AFTER INSERT ON ${kind} REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_of_${kind}();
CREATE OR REPLACE TRIGGER ledger_delete AFTER DELETE ON ${kind} REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_of_${kind}();
CREATE OR REPLACE TRIGGER ledger_truncate BEFORE TRUNCATE ON ${kind}
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_of_${kind}();
CREATE OR REPLACE TRIGGER ledger_update AFTER UPDATE ON ${kind}
  FOR EACH ROW WHEN (${isOther([...key, ...columns])}) EXECUTE FUNCTION ledger_of_${kind}();`
}

async function typesOf(sql: Sql): Promise<Map<string, Map<string, string>>> {
  const rows = await sql<{ table: string; column: string; type: string }[]>`
    select table_name as table, column_name as column, data_type as type
    from information_schema.columns
    where table_schema = 'public' and table_name in ${sql([...factKinds])}`
  const types = new Map<string, Map<string, string>>()
  for (const { table, column, type } of rows)
    types.set(table, (types.get(table) ?? new Map()).set(column, type))
  return types
}

/**
 * Puts the triggers up, and writes down what is there already (`genesis`) of tables that the ledger did not
 * know, or knew with other columns. Nobody can write to a table meanwhile, so that nothing falls between.
 * Does nothing when all is as it should be.
 */
export async function installLedger(sql: Sql): Promise<void> {
  const types = await typesOf(sql)
  const known = new Map(
    (await sql<{ kind: string; shape: string }[]>`select kind, shape from ledger_sources`).map(
      ({ kind, shape }) => [kind, shape],
    ),
  )
  for (const kind of factKinds) {
    const own = types.get(kind) ?? new Map<string, string>()
    const triggers = triggersOf(kind, own)
    const shape = createHash('sha256').update(triggers).digest('hex')
    if (known.get(kind) === shape) continue
    await sql.begin(async (tx) => {
      await tx.unsafe(`lock table ${kind} in share row exclusive mode`)
      await tx.unsafe(triggers)
      await tx.unsafe(
        `${insert} select '${kind}', 'genesis', ${keyOf(kind, 'n', own)}, ${rowOf(kind, 'n', own)} from ${kind} n`,
      )
      await tx`insert into ledger_sources (kind, shape) values (${kind}, ${shape})
        on conflict (kind) do update set shape = excluded.shape, since = now()`
    })
  }
}

/** The key and the row of a table as the ledger would write them, for who compares. */
export async function ledgerShape(sql: Sql, kind: FactKind): Promise<{ key: string; row: string }> {
  const types = (await typesOf(sql)).get(kind) ?? new Map<string, string>()
  return { key: keyOf(kind, 't', types), row: rowOf(kind, 't', types) }
}
