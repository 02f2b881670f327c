import { inArray } from 'drizzle-orm'
import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import { teamManagers, teams } from '../../org/tables.ts'
import { bindTeams } from '../bind.ts'
import { Bad, bad, type Reader, text } from '../cells.ts'
import { type Draft, join, once } from '../drafts.ts'
import { teamsOf } from '../people.ts'
import { upsertRows } from '../upsert.ts'
import { type Plan, personCell, type Work } from '../work.ts'

type TeamRow = typeof teams.$inferSelect & { managers: string[]; deputies: string[] }

/** Teams with their managers. A parent may stand further down in the file or come later. */
export async function planTeams(work: Work): Promise<Plan> {
  const here = await work.tx.select({ code: teams.code, name: teams.name }).from(teams)
  const inFile = work.rows.map((row) => ({ code: row.raw('code'), name: row.raw('name') }))
  const teamOf = teamsOf([...here, ...inFile])
  const parent: Reader<string> = (word) => {
    const found = teamOf(word)
    if (typeof found === 'string') work.refs.note('team', found)
    return found
  }
  const persons = several(personCell(work))
  const drafts: Draft<TeamRow>[] = work.rows.map((row) => {
    const code = row.need('code', text) ?? ''
    return {
      row,
      key: code,
      values: {
        code,
        name: row.keep('name', text),
        parentCode: row.read('parent_code', parent),
        managers: row.read('manager_open_id', persons) ?? cleared(row.raw('manager_open_id')),
        deputies: row.read('deputy_open_id', persons) ?? cleared(row.raw('deputy_open_id')),
        chatId: row.read('chat_id', text),
        managerChatId: row.read('manager_chat_id', text),
      },
    }
  })
  const { changes, counts } = await join<TeamRow>(work, 'teams', once(drafts, 'code'), {
    load: (part) =>
      loadTeamRows(
        work,
        part.map(({ key }) => key),
      ),
    blank: ({ key }) => ({
      code: key,
      name: '',
      parentCode: null,
      chatId: null,
      managerChatId: null,
      createdAt: work.now,
      managers: [],
      deputies: [],
    }),
    // Who leads a team does not stand in for its leader too.
    settle: (after) => ({
      ...after,
      deputies: after.deputies.filter((id) => !after.managers.includes(id)).sort(),
      managers: after.managers.toSorted(),
    }),
  })
  await refuseCircles(work, changes)
  return {
    counts,
    async write() {
      const after = changes.map((change) => change.after)
      await upsertRows(work.tx, teams, ['code'], after, [
        'name',
        'parentCode',
        'chatId',
        'managerChatId',
      ])
      await writeManagers(work, after)
      await bindTeams(work.tx)
    },
  }
}

const cleared = (cell: string) => (cell === '-' ? [] : undefined)

/** Several people by `;`. */
function several(one: Reader<string>): Reader<string[]> {
  return (cell) => {
    const ids: string[] = []
    for (const word of cell.split(/[;；、]/).map((part) => part.trim())) {
      if (word === '') continue
      const found = one(word)
      if (found instanceof Bad) return bad(found.reason)
      if (!ids.includes(found)) ids.push(found)
    }
    return ids
  }
}

async function loadTeamRows(work: Work, codes: string[]): Promise<Map<string, TeamRow>> {
  const found = await work.tx.select().from(teams).where(inArray(teams.code, codes))
  const leaders = await work.tx
    .select()
    .from(teamManagers)
    .where(inArray(teamManagers.teamCode, codes))
  const of = (code: string, kind: string) =>
    leaders
      .filter((one) => one.teamCode === code && one.kind === kind)
      .map(({ openId }) => openId)
      .sort()
  return new Map(
    found.map((team) => [
      team.code,
      { ...team, managers: of(team.code, 'manager'), deputies: of(team.code, 'deputy') },
    ]),
  )
}

async function writeManagers(work: Work, changed: readonly TeamRow[]): Promise<void> {
  if (changed.length === 0) return
  const codes = changed.map(({ code }) => code)
  const rows = changed.flatMap(({ code, managers, deputies }) => [
    ...managers.map((openId) => ({ teamCode: code, openId, kind: 'manager' as const })),
    ...deputies.map((openId) => ({ teamCode: code, openId, kind: 'deputy' as const })),
  ])
  await work.tx.delete(teamManagers).where(inArray(teamManagers.teamCode, codes))
  await upsertRows(work.tx, teamManagers, ['teamCode', 'openId'], rows, ['kind'])
}

/** A team cannot stand above itself, however long the way round. */
async function refuseCircles(
  work: Work,
  changes: readonly { after: TeamRow; draft: Draft<TeamRow> }[],
): Promise<void> {
  const all = await work.tx.select({ code: teams.code, parent: teams.parentCode }).from(teams)
  const parents = new Map(all.map(({ code, parent }) => [code, parent]))
  for (const { after } of changes) parents.set(after.code, after.parentCode)
  for (const { after, draft } of changes) {
    const seen = new Set<string>()
    let code: string | null | undefined = after.parentCode
    while (code && code !== after.code && !seen.has(code)) {
      seen.add(code)
      code = parents.get(code)
    }
    if (code === after.code) draft.row.refuse('parent_code', message(importWords.circle))
  }
}
