import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import type { Row } from '../row.ts'
import { personCell, teamCell, type Work } from '../work.ts'

/** Reads whom a target or a day off is for: a person, a team, or `org`; null after an error was reported. */
export function scopeReader(work: Work): (row: Row) => string | null {
  const [person, team] = [personCell(work), teamCell(work)]
  return (row) => {
    const named = { person: row.raw('open_id') !== '', team: row.raw('team_code') !== '' }
    if (named.person && named.team) {
      row.refuse('team_code', message(importWords.personOrTeam))
      return null
    }
    if (!named.person && !named.team) return 'org'
    const id = named.person ? row.need('open_id', person) : row.need('team_code', team)
    return id ? `${named.person ? 'person' : 'team'}:${id}` : null
  }
}
