/** Rows of the tables of facts, with the names of the database, as far as figures are made of them. */
import type { LineKind } from '../../commission/compute.ts'
import type { ScoreUnit } from '../../scores/scores.ts'
import type { LocalDate } from '../../time.ts'

export type User = {
  open_id: string
  role: string
  team_code: string | null
  status: string
  joined_on: LocalDate | null
  left_on: LocalDate | null
}
export type Team = { code: string; parent_code: string | null }
export type CalendarDay = {
  scope: string
  date: LocalDate
  kind: 'holiday' | 'workday' | 'leave' | 'trip'
  part: '' | 'am' | 'pm'
}
export type SettingVersion = { version: number; key: string; scope: string; value: unknown }
export type Target = {
  scope: string
  month: string
  metric: string
  product_code: string
  value: number
}
export type TargetChange = Omit<Target, 'value'> & { id: number; after: number | null }
export type ScoreRow = {
  id: string
  code: string
  name: string
  formula: string | null
  unit: ScoreUnit
  full: number | null
  from_month: string
  status: string
  published_at: string | null
}
export type Campaign = {
  name: string
  tag: string
  from_date: LocalDate
  to_date: LocalDate
  cost_fen: number
  team_code: string | null
  removed_at: string | null
}
export type Customer = {
  code: string
  owner_open_id: string | null
  team_code: string | null
  tags: string[] | null
  grade: 'A' | 'B' | 'C' | 'D' | null
  status: string
  credit_days: number | null
  frequency: string | null
  paused_until: LocalDate | null
}
export type Owner = {
  customer_code: string
  owner_open_id: string
  from_date: LocalDate
  until_date: LocalDate | null
}
export type GradeChange = { customer_code: string; before: string | null; at: string }
export type Alarm = {
  customer_code: string
  owner_open_id: string | null
  state: string
  data_as_of: LocalDate
  raised_on: LocalDate
}
export type Stop = {
  rep_open_id: string
  date: LocalDate
  customer_code: string
  sequence: number
  counted: boolean
  skip_state: string | null
}
export type Visit = {
  id: string
  rep_open_id: string
  customer_code: string
  date: LocalDate
  planned: boolean
  status: string
  checked_in_at: string
  verdict: string
  checked_out_at: string | null
  dwell_minutes: number | null
  photos_complete: boolean | null
  stayed_enough: boolean | null
  closed_by: string | null
  summary_score: number | null
  next_visit_on: LocalDate | null
}
export type Assessment = { visit_id: string; band: string; ruled_as: string | null }
export type Product = {
  code: string
  unit: string
  category: string | null
  price_fen: number
  base_unit: string | null
  case_size: string | null
}
export type Price = { product_code: string; price_level: string; price_fen: number }
export type OrderHead = {
  code: string
  customer_code: string
  rep_open_id: string | null
  ordered_at: string
  ordered_on: LocalDate
  shipped_on: LocalDate | null
}
export type OrderLine = {
  order_code: string
  line_no: number
  product_code: string
  /** A decimal. */
  quantity: string
  unit: string | null
  amount_fen: number
  cost_fen: number
  kind: 'sale' | 'return' | 'gift' | 'exchange'
}
export type Payment = {
  code: string
  customer_code: string
  received_at: string
  received_on: LocalDate
  amount_fen: number
  order_code: string | null
  method: string | null
}
export type SchemeVersion = {
  id: string
  scheme_id: string
  from_month: string
  terms: unknown
  status: string
}
export type Result = {
  id: string
  month: string
  open_id: string
  scheme_id: string
  total_fen: number
  paid_share: number
}
export type ResultLine = { result_id: string; line_id: string; kind: LineKind; fen: number }
export type Correction = {
  month: string
  of_month: string
  open_id: string
  scheme_id: string
  line_id: string
  kind: LineKind
  was: { fen: number } | null
  now: { fen: number } | null
  fen: number
}
export type Close = { month: string; closed_at: string }
