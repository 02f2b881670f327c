import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import type { Row } from '../row.ts'
import { personCell, teamCell, type Work } from '../work.ts'

/** Whom a target or a day off is for: a person, a team, or `org`; null after the reason was reported. */
export function readScope(work: Work, row: Row): string | null {
  const [person, team] = [row.raw('open_id'), row.raw('team_code')]
  if (person !== '' && team !== '') {
    row.refuse('team_code', message(importWords.personOrTeam))
    return null
  }
  if (person !== '') {
    const openId = row.need('open_id', personCell(work))
    return openId ? `person:${openId}` : null
  }
  if (team === '') return 'org'
  const code = row.need('team_code', teamCell(work))
  return code ? `team:${code}` : null
}
