/** The SQL by which facts are written into the ledger: of the triggers, and of what was there before them. */
import { type FactKind, factTable } from '../domain/ledger/facts.ts'

/** Columns of a table with their types, as information_schema names them. */
export type Columns = Readonly<Record<string, string>>

function typeOf(column: string, columns: Columns): string {
  const type = columns[column]
  if (!type) throw new Error(`the ledger asks for a column that is not there: ${column}`)
  return type
}

/** A value as JSON that is the same text for the same value, whatever the session's settings. */
export function jsonOf(value: string, type: string): string {
  if (type === 'timestamp with time zone')
    return `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  // A decimal is text: as a number it would be rounded to a binary fraction.
  if (type === 'numeric') return `trim_scale(${value})::text`
  return value
}

const columnOf = (alias: string, column: string, columns: Columns) =>
  jsonOf(`${alias}."${column}"`, typeOf(column, columns))

export const objectOf = (alias: string, names: readonly string[], columns: Columns): string =>
  `jsonb_build_object(${names.map((one) => `'${one}', ${columnOf(alias, one, columns)}`).join(', ')})`

/** The row as the ledger holds it. */
export function rowOf(kind: FactKind, alias: string, columns: Columns): string {
  const { key, columns: taken } = factTable(kind)
  return objectOf(alias, [...key, ...taken], columns)
}

/** What names the row: a JSON array. */
export const keyOf = (kind: FactKind, alias: string, columns: Columns): string =>
  `jsonb_build_array(${factTable(kind)
    .key.map((one) => columnOf(alias, one, columns))
    .join(', ')})`

/** The columns of the key, for an order. */
export const keyList = (kind: FactKind, alias: string, direction = ''): string =>
  factTable(kind)
    .key.map((one) => `${alias}."${one}"${direction}`)
    .join(', ')

/** A key that the ledger told, as a value of SQL. */
export const keyLiteral = (key: unknown): string => `${quoted(JSON.stringify(key))}::jsonb`

/** Compares a row's key with another one, an expression that `keyOf` would make, in the order of keys. */
export function keyIs(
  kind: FactKind,
  alias: string,
  than: '>' | '<' | '<=',
  key: string,
  columns: Columns,
): string {
  const values = factTable(kind).key.map((one, i) => `(${key}->>${i})::${typeOf(one, columns)}`)
  return `(${keyList(kind, alias)}) ${than} (${values.join(', ')})`
}

/** A text as SQL writes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Columns that a table got later, with the value that the ledger takes a row to have that says nothing of them. */
export type Added = Readonly<Record<string, unknown>>

/** Whether a row is other than the ledger would take it to be; without new columns all are. */
export function isTold(alias: string, added: Added | null, columns: Columns): string {
  if (added === null) return 'true'
  return `${objectOf(alias, Object.keys(added), columns)} <> ${quoted(JSON.stringify(added))}::jsonb`
}

export const insertWaiting = `INSERT INTO ledger_waiting (kind, op, key, "row")`

/**
 * The function and the triggers of one table; its text says whether anything has changed.
 *
 * While what was there before is still being written (`ledger_sources.pending`), a row that has not had its
 * turn gets its `genesis` before its first change, with what it was, and is noted in `ledger_ahead` so that
 * it gets no second one. So the ledger tells of every row what it was when the triggers were put up.
 */
export function triggersOf(kind: FactKind, columns: Columns, added: Added | null): string {
  const { key, columns: taken } = factTable(kind)
  const k = (alias: string) => keyOf(kind, alias, columns)
  const row = (alias: string) => rowOf(kind, alias, columns)
  const put = (alias: string, from: string) =>
    `${insertWaiting} SELECT '${kind}', 'put', ${k(alias)}, ${row(alias)} FROM ${from};`
  const gone = `${insertWaiting} SELECT '${kind}', 'gone', ${k('o')}, NULL FROM`
  const ahead = (alias: string, from: string) =>
    `INSERT INTO ledger_ahead (kind, key) SELECT '${kind}', ${k(alias)} FROM ${from}
        WHERE ledger_up_to IS NULL OR ${keyIs(kind, alias, '>', 'ledger_up_to', columns)}
        ON CONFLICT DO NOTHING`
  const noted = (from: string) => `IF ledger_pending THEN ${ahead('n', from)}; END IF;`
  const before = (from: string) => `IF ledger_pending THEN
      WITH first AS (${ahead('o', from)} RETURNING key)
      ${insertWaiting} SELECT '${kind}', 'genesis', f.key, ${row('o')} FROM ${from}
        JOIN first f ON f.key = ${k('o')} WHERE ${isTold('o', added, columns)};
    END IF;`
  const list = (alias: string, names: readonly string[]) =>
    names.map((one) => `${alias}."${one}"`).join(', ')
  const isOther = (names: readonly string[]) =>
    `(${list('NEW', names)}) IS DISTINCT FROM (${list('OLD', names)})`
  return `
CREATE OR REPLACE FUNCTION ledger_of_${kind}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ledger_pending boolean;
  ledger_up_to jsonb;
BEGIN
  SELECT s.pending, s.up_to INTO ledger_pending, ledger_up_to FROM ledger_sources s WHERE s.kind = '${kind}';
  IF TG_OP = 'INSERT' THEN
    ${noted('new_rows n')}
    ${put('n', 'new_rows n')}
  ELSIF TG_OP = 'DELETE' THEN
    ${before('old_rows o')}
    ${gone} old_rows o;
  ELSIF TG_OP = 'TRUNCATE' THEN
    ${before(`${kind} o`)}
    ${gone} ${kind} o;
  ELSE
    ${before('(SELECT OLD.*) o')}
    IF ${isOther(key)} THEN
      ${gone} (SELECT OLD.*) o;
      ${noted('(SELECT NEW.*) n')}
    END IF;
    ${put('n', '(SELECT NEW.*) n')}
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
  FOR EACH ROW WHEN (${isOther([...key, ...taken])}) EXECUTE FUNCTION ledger_of_${kind}();`
}
