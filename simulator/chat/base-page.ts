import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { BaseField, BaseRow, BaseTable } from '../bases/bases.ts'
import type { World } from '../world.ts'

/** So many rows are shown: the page is for looking, not for work. */
const MAX_SHOWN = 500

/** GET /base/<app_token>: the tables of a 多维表格 as people see them, read only, newest state at each load. */
export function basePage(app: Hono, world: World): void {
  app.get('/base/:token', (c) => {
    const base = world.state.bases.all.get(c.req.param('token'))
    if (!base) return c.text('there is no such base', 404)
    return c.html(html`<!doctype html>
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${base.name}</title>
          <style>
            body { font: 14px/1.5 system-ui, sans-serif; margin: 16px; color: #1f2329; }
            h1 { font-size: 18px; margin: 0 0 12px; } h2 { font-size: 15px; margin: 20px 0 8px; }
            div { overflow-x: auto; } table { border-collapse: collapse; white-space: nowrap; }
            th, td { border: 1px solid #dee0e3; padding: 4px 8px; text-align: left; }
            th { background: #f5f6f7; font-weight: 600; } td.n { text-align: right; }
            p { color: #646a73; }
          </style>
        </head>
        <body>
          <h1>${base.name}</h1>
          ${base.tables.map((table) => tableOf(table, [...world.state.bases.rowsOf(table.tableId).values()]))}
        </body>
      </html>`)
  })
}

function tableOf({ name, fields }: BaseTable, rows: readonly BaseRow[]) {
  return html`<h2>${name}</h2>
    <div>
      <table>
        <thead><tr>${fields.map((field) => html`<th>${field.name}</th>`)}</tr></thead>
        <tbody>
          ${rows
            .slice(0, MAX_SHOWN)
            .map(
              (row) =>
                html`<tr>${fields.map((field) => html`<td class="${field.type === 2 ? 'n' : ''}">${cellText(field, row.fields[field.fieldId])}</td>`)}</tr>`,
            )}
        </tbody>
      </table>
    </div>
    <p>${rows.length} 行</p>`
}

/** As the client shows it: numbers by the column's format, days in the zone of the base. */
function cellText({ type, property, uiType }: BaseField, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (type === 5) {
    const at = new Date(Number(value))
    return at.toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' })
  }
  if (type !== 2) return typeof value === 'object' ? JSON.stringify(value) : String(value)
  const formatter = typeof property?.formatter === 'string' ? property.formatter : '0.0'
  const places = /\.(0+)/.exec(formatter)?.[1]?.length ?? 0
  if (formatter.includes('%')) return `${(Number(value) * 100).toFixed(places)}%`
  const text = Number(value).toFixed(places)
  return uiType === 'Currency' ? `¥${text}` : text
}
