/**
 * What the ledger (台账) writes down: of every table that a KPI or a commission figure rests on, the
 * columns that count. Only what stands here is taken, so that a new column is not taken by accident; a
 * test asks of each column whether it is taken or left out, and why.
 *
 * Not taken: what is derived and can be worked out again (sums of orders, whose a payment is, sums of
 * days), and whatever tells of a place, a picture or in somebody's own words, which has to be deleted one
 * day (`features/privacy/retention`): what only grows must never have held it.
 */
export interface FactTable {
  /** Columns that name a row: for good, since entries are found by them. */
  readonly key: readonly string[]
  /** Besides the key. */
  readonly columns: readonly string[]
  readonly leftOut: Readonly<Record<string, LeftOut>>
}

export type LeftOut =
  /** A place, a picture, or what leads to one. */
  | 'place'
  /** In somebody's own words, or how to reach them. */
  | 'words'
  /** Follows from other facts. */
  | 'derived'
  /** How it is shown, routed or reminded of; no figure asks for it. */
  | 'display'

const all = (reason: LeftOut, columns: readonly string[]): Record<string, LeftOut> =>
  Object.fromEntries(columns.map((column) => [column, reason]))

const fact = (
  key: readonly string[],
  columns: readonly string[],
  leftOut: Record<string, LeftOut> = {},
): FactTable => ({ key, columns, leftOut })

/** By table, with the names of the database. */
export const factTables = {
  teams: fact(['code'], ['parent_code'], {
    ...all('display', ['name', 'chat_id', 'manager_chat_id', 'created_at']),
  }),
  team_managers: fact(['team_code', 'open_id'], ['kind']),
  users: fact(['open_id'], ['role', 'team_code', 'status', 'joined_on', 'left_on'], {
    ...all('place', ['home_lng_gcj', 'home_lat_gcj']),
    ...all('words', ['name', 'employee_no', 'mobile', 'email']),
    ...all('display', ['union_id', 'locale', 'created_at']),
  }),
  calendar_days: fact(['id'], ['scope', 'date', 'kind', 'part']),
  setting_versions: fact(['version'], ['key', 'scope', 'value', 'by_open_id', 'at'], {
    reason: 'words',
  }),
  targets: fact(['id'], ['scope', 'month', 'metric', 'product_code', 'value']),
  target_changes: fact(
    ['id'],
    ['scope', 'month', 'metric', 'product_code', 'before', 'after', 'by_open_id', 'how', 'at'],
    { batch: 'display' },
  ),
  score_versions: fact(
    ['id'],
    [
      ...['code', 'name', 'formula', 'unit', 'full', 'from_month', 'status', 'published_at'],
      ...['published_by'],
    ],
    all('display', ['created_at', 'created_by']),
  ),
  campaigns: fact(
    ['id'],
    ['name', 'tag', 'from_date', 'to_date', 'cost_fen', 'team_code', 'by_open_id', 'removed_at'],
    all('display', ['created_at']),
  ),
  customers: fact(
    ['code'],
    [
      ...['owner_open_id', 'team_code', 'type', 'grade', 'status', 'credit_days', 'price_level'],
      // Tags say who takes part in a campaign.
      ...['frequency', 'paused_until', 'created_on', 'tags'],
    ],
    {
      ...all('place', ['address', 'lng_gcj', 'lat_gcj', 'raw_lng', 'raw_lat', 'raw_datum']),
      ...all('place', ['pin_source', 'pin_level', 'pin_confirmed_at', 'pin_confirmed_by']),
      ...all('words', ['name', 'plain_name', 'contact', 'phone', 'pause_reason']),
      ...all('display', ['grade_locked_by', 'grade_locked_at', 'since', 'stage', 'source']),
      ...all('display', ['credit_limit_fen', 'opening_hours', 'service_minutes', 'line']),
      ...all('display', ['visit_days', 'week_pattern', 'parent_code', 'supplier_code']),
      ...all('display', ['updated_at', 'stage_since']),
    },
  ),
  customer_owners: fact(['customer_code', 'from_date'], ['owner_open_id', 'until_date']),
  grade_changes: fact(['id'], ['customer_code', 'before', 'grade', 'at', 'by_open_id'], {
    ...all('display', ['reason', 'grading_id']),
  }),
  customer_alarms: fact(
    ['id'],
    ['customer_code', 'owner_open_id', 'kind', 'state', 'data_as_of', 'raised_on'],
    {
      ...all('derived', ['score', 'chance', 'money_at_risk_fen', 'numbers']),
      ...all('display', ['raised_at', 'level', 'due_at', 'acted_at']),
      ...all('display', ['ended_at', 'end_reason', 'ended_by']),
    },
  ),
  plan_stops: fact(
    ['id'],
    [
      ...['rep_open_id', 'date', 'customer_code', 'sequence', 'source', 'status', 'counted'],
      ...['skip_state', 'skip_ruled_by', 'visit_id'],
    ],
    {
      ...all('words', ['skip_reason']),
      ...all('display', ['plan_id', 'kept_place', 'reason', 'routed', 'leg_m', 'leg_estimated']),
      ...all('display', ['eta', 'fit', 'window_from', 'window_to']),
    },
  ),
  visits: fact(
    ['id'],
    [
      ...['rep_open_id', 'customer_code', 'date', 'planned', 'status', 'checked_in_at', 'verdict'],
      ...['distance_m', 'checked_out_at', 'dwell_minutes', 'photos_complete', 'stayed_enough'],
      ...['closed_by', 'summary_score', 'next_visit_on'],
    ],
    {
      ...all('place', ['check_in_fix_id', 'check_out_fix_id', 'location_name', 'location_source']),
      ...all('words', ['reason', 'summary', 'outcome', 'next_step']),
      ...all('display', ['plan_stop_id', 'check_out_distance_m', 'order_amount_fen']),
      ...all('display', ['form_shown', 'shared_at']),
    },
  ),
  visit_assessments: fact(['visit_id'], ['score', 'band', 'ruled_as'], {
    ...all('derived', ['rep_open_id', 'customer_code', 'date']),
    ...all('display', ['evidence', 'evidence_share', 'rules_hash', 'assessed_at']),
  }),
  visit_rulings: fact(['id'], ['visit_id', 'level', 'by_open_id', 'verdict', 'at'], {
    note: 'words',
    ...all('display', ['depth', 'previous']),
  }),
  products: fact(
    ['code'],
    ['unit', 'category', 'cost_fen', 'price_fen', 'base_unit', 'case_size', 'active'],
    all('display', ['name', 'spec', 'barcode', 'brand', 'shelf_life_days']),
  ),
  prices: fact(['product_code', 'price_level'], ['price_fen']),
  orders: fact(
    ['code'],
    ['customer_code', 'rep_open_id', 'ordered_at', 'ordered_on', 'shipped_on'],
    all('derived', ['net_fen', 'cost_fen', 'quantity', 'sale_lines']),
  ),
  order_lines: fact(
    ['order_code', 'line_no'],
    ['product_code', 'quantity', 'unit', 'unit_price_fen', 'amount_fen', 'cost_fen', 'kind'],
  ),
  payments: fact(
    ['code'],
    [
      ...['customer_code', 'received_at', 'received_on', 'amount_fen', 'order_code', 'method'],
      ...['collector_open_id'],
    ],
  ),
  commission_schemes: fact(['id'], ['name', 'created_at', 'created_by']),
  commission_versions: fact(
    ['id'],
    ['scheme_id', 'from_month', 'terms', 'status', 'published_at', 'published_by'],
    all('display', ['created_at', 'created_by']),
  ),
  commission_results: fact(
    ['id'],
    ['month', 'open_id', 'scheme_id', 'version_id', 'total_fen', 'paid_share', 'inputs'],
  ),
  commission_lines: fact(
    ['result_id', 'n'],
    [
      ...['line_id', 'kind', 'order_code', 'product_code', 'customer_code', 'on_date'],
      ...['base', 'rate', 'fen', 'numbers'],
    ],
  ),
  commission_corrections: fact(
    ['id'],
    [
      ...['month', 'of_month', 'open_id', 'scheme_id', 'line_id', 'kind', 'order_code'],
      ...['product_code', 'customer_code', 'reason', 'was', 'now', 'fen', 'booked_at'],
    ],
  ),
  // Last: whoever reads the ledger in order has the month's lines when it is closed.
  commission_closes: fact(['month'], ['closed_at', 'closed_by']),
} as const satisfies Record<string, FactTable>

export type FactKind = keyof typeof factTables
export const factKinds = Object.keys(factTables) as readonly FactKind[]
export const isFactKind = (kind: string): kind is FactKind => Object.hasOwn(factTables, kind)
export const factTable = (kind: FactKind): FactTable => factTables[kind]
