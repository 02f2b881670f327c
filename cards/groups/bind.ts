/** The cards of 绑定: which team, bound anew or not, and what comes to the group from now on. */
import { z } from 'zod'
import { groupWords as w } from '../../src/i18n/groups.ts'
import type { T } from '../../src/i18n/t.ts'
import { defineActions } from '../kit/action.ts'
import { type Card, card } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { joined } from '../kit/markdown.ts'

export const groupKinds = ['team', 'managers'] as const
export type GroupKind = (typeof groupKinds)[number]

const payload = z.object({ teamCode: z.string(), kind: z.enum(groupKinds) })

/** The group is the one in which the card stands; its id is never in a payload. */
export const groupActions = defineActions('group', {
  bind: { payload },
  /** 改绑: what was bound before is given up. */
  rebind: { payload },
  cancel: { payload: z.object({}) },
})

export interface TeamName {
  readonly code: string
  readonly name: string
}

const short = (name: string) =>
  [...name].length > 24 ? `${[...name].slice(0, 23).join('')}…` : name

/** On a button: names of one company begin alike, so that the end tells them apart. */
const onButton = (name: string) => {
  const all = [...name]
  return all.length > 18 ? `${all.slice(0, 8).join('')}…${all.slice(-9).join('')}` : name
}

export const kindText = (t: T, kind: GroupKind): string =>
  t(kind === 'team' ? w.teamGroup : w.managersGroup)

/** 「一部」的团队群. */
export const bindingText = (t: T, team: TeamName, kind: GroupKind): string =>
  t(w.teamsKind, { team: short(team.name), kind: kindText(t, kind) })

const shownTeams = 9

/** Which team the group is for: those that the person may choose. `said` fits none or several of them. */
export function chooseTeamCard(
  view: { said: string | null; fits: boolean; teams: readonly TeamName[]; kind: GroupKind },
  t: T,
): Card {
  const { said, fits, teams, kind } = view
  const shown = teams.slice(0, shownTeams)
  const sameName = (team: TeamName) => teams.some((o) => o !== team && o.name === team.name)
  const label = (team: TeamName) =>
    sameName(team) ? `${onButton(team.name)} ${short(team.code)}` : onButton(team.name)
  const all = shown.map((team) =>
    button(label(team), groupActions.bind({ teamCode: team.code, kind })),
  )
  return card(
    { state: 'needsYou', title: t(w.askTitle) },
    point(
      said === null
        ? t(w.askPoint)
        : fits
          ? t(w.several, { name: short(said), n: teams.length })
          : t(w.noSuchTeam, { name: short(said) }),
    ),
    teams.length === 0 && para(t(w.noTeams)),
    shown.length > 0 && para(t(w.askKind, { kind: kindText(t, kind) })),
    // Three in a row hold five characters each: longer names would all look alike.
    shown.some((team) => [...label(team)].length > 5) ? all : buttons(...all),
    teams.length > shown.length && note(t(w.moreTeams, { n: teams.length - shown.length })),
  )
}

/** The group, or the team, is bound otherwise: what would be given up. */
export function rebindCard(
  view: {
    team: TeamName
    kind: GroupKind
    /** What the group is now. */
    now: readonly { team: TeamName; kind: GroupKind }[]
    /** The team has another group of this kind. */
    hasOther: boolean
  },
  t: T,
): Card {
  const { team, kind, now, hasOther } = view
  const names = { team: short(team.name), kind: kindText(t, kind) }
  return card(
    { state: 'needsYou', title: t(w.confirmTitle) },
    point(t(w.confirmPoint, names)),
    para(
      joined('\n', [
        ...now.map((one) =>
          t(w.isNow, { team: short(one.team.name), kind: kindText(t, one.kind) }),
        ),
        hasOther && t(w.hasOther, names),
      ]),
    ),
    buttons(
      button(t(w.rebind), groupActions.rebind({ teamCode: team.code, kind }), { kind: 'primary' }),
      button(t(w.cancel), groupActions.cancel({})),
    ),
  )
}

/** The group is bound: what comes here. */
export function boundCard(view: { team: TeamName; kind: GroupKind; already: boolean }, t: T): Card {
  const { team, kind, already } = view
  const names = { team: short(team.name), kind: kindText(t, kind) }
  return card(
    { state: 'done', title: t(w.boundTitle, names), subtitle: names.kind },
    point(t(w.boundPoint, names)),
    already && para(t(w.already)),
    para(t(kind === 'team' ? w.comesTeam : w.comesManagers)),
    note(t(w.howToUnbind)),
  )
}

/** 取消 was pressed. */
export const notReboundCard = (t: T): Card =>
  card({ state: 'over', title: t(w.confirmTitle) }, point(t(w.cancelled)))
