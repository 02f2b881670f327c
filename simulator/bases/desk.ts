import { newAppToken, newField, newTable } from '../platform/bitable.ts'
import type { Json } from '../types.ts'
import type { World } from '../world.ts'
import type { Base, BaseMember, BaseTable } from './bases.ts'

/** What people do with a 多维表格 in its window, and what they see there. */
export class BaseDesk {
  readonly #world: World
  readonly appToken: string

  constructor(world: World, appToken: string) {
    this.#world = world
    this.appToken = appToken
  }

  /** Somebody's own base; the app may do nothing with it until it is added. */
  static made(world: World, name: string, access: Base['access'] = 'none'): BaseDesk {
    const base: Base = {
      appToken: newAppToken(),
      name,
      revision: 1,
      access,
      members: [],
      tables: [newTable('数据表', [newField({ field_name: '文本', type: 1 }, true)])],
    }
    world.state.commit({ kind: 'base', base })
    return new BaseDesk(world, base.appToken)
  }

  get url(): string {
    return `https://example.feishu.cn/base/${this.appToken}`
  }

  get name(): string {
    return this.#base.name
  }

  get members(): readonly BaseMember[] {
    return this.#base.members
  }

  get tables(): readonly string[] {
    return this.#base.tables.map(({ name }) => name)
  }

  columns(table: string): string[] {
    return this.#table(table).fields.map(({ name }) => name)
  }

  /** Rows with their values by column, in the order in which they came. */
  rows(table: string): ({ recordId: string } & Json)[] {
    const { tableId, fields } = this.#table(table)
    return [...this.#world.state.bases.rowsOf(tableId).values()].map((row) => ({
      recordId: row.recordId,
      ...Object.fromEntries(
        fields.flatMap(({ fieldId, name }) =>
          row.fields[fieldId] === undefined ? [] : [[name, row.fields[fieldId]]],
        ),
      ),
    }))
  }

  /** 添加文档应用, or taking it away again. */
  allow(access: Base['access']): void {
    this.#put({ ...this.#base, access })
  }

  addColumn(table: string, name: string, type = 1): void {
    const of = this.#table(table)
    this.#change({ ...of, fields: [...of.fields, newField({ field_name: name, type }, false)] })
  }

  renameColumn(table: string, from: string, to: string): void {
    const of = this.#table(table)
    const fields = of.fields.map((one) => (one.name === from ? { ...one, name: to } : one))
    this.#change({ ...of, fields })
  }

  /** Another type for a column, the index column too; what its cells hold is left as it is. */
  turnColumn(table: string, name: string, type: number): void {
    const of = this.#table(table)
    const fields = of.fields.map((one) => (one.name === name ? { ...one, type } : one))
    this.#change({ ...of, fields })
  }

  /** The index column stays: the client offers no way to remove it. */
  removeColumn(table: string, name: string): void {
    const of = this.#table(table)
    if (of.fields.some((one) => one.name === name && one.isPrimary))
      throw new Error(`${name} is the index column`)
    this.#change({ ...of, fields: of.fields.filter((one) => one.name !== name) })
  }

  removeTable(name: string): void {
    const { tableId } = this.#table(name)
    const base = this.#base
    this.#put({ ...base, tables: base.tables.filter((one) => one.tableId !== tableId) })
  }

  remove(): void {
    this.#world.state.commit({ kind: 'baseGone', appToken: this.appToken })
  }

  /** Types into cells of a row; without a `recordId` into a new one. Answers its id. */
  write(table: string, cells: Json, recordId?: string): string {
    const { tableId, fields } = this.#table(table)
    const rows = this.#world.state.bases.rowsOf(tableId)
    const id = recordId ?? `rec${rows.size}${this.appToken.slice(0, 6)}`
    const kept = Object.entries(cells).map(([name, value]) => {
      const field = fields.find((one) => one.name === name)
      if (!field) throw new Error(`there is no column ${name}`)
      return [field.fieldId, value] as const
    })
    const row = { recordId: id, fields: { ...rows.get(id)?.fields, ...Object.fromEntries(kept) } }
    this.#world.state.commit({ kind: 'baseRows', tableId, rows: [row] })
    return id
  }

  removeRow(table: string, recordId: string): void {
    const { tableId } = this.#table(table)
    this.#world.state.commit({ kind: 'baseRowsGone', tableId, recordIds: [recordId] })
  }

  get #base(): Base {
    const base = this.#world.state.bases.all.get(this.appToken)
    if (!base) throw new Error(`there is no base ${this.appToken}`)
    return base
  }

  #table(name: string): BaseTable {
    const table = this.#base.tables.find((one) => one.name === name)
    if (!table) throw new Error(`there is no table ${name}; there are ${this.tables.join(', ')}`)
    return table
  }

  #change(table: BaseTable): void {
    const base = this.#base
    const tables = base.tables.map((one) => (one.tableId === table.tableId ? table : one))
    this.#put({ ...base, tables })
  }

  #put(base: Base): void {
    this.#world.state.commit({ kind: 'base', base: { ...base, revision: base.revision + 1 } })
  }
}
