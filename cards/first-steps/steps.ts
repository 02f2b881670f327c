/** The admin's checklist: each step with its state and the next act. */
import { z } from 'zod'
import { firstStepWords as w } from '../../src/i18n/first-steps.ts'
import type { T } from '../../src/i18n/t.ts'
import { shortcutActions } from '../admin/help.ts'
import { importActions } from '../imports/import.ts'
import { type ActionCall, defineActions } from '../kit/action.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { bold, colored, joined, type MdPart } from '../kit/markdown.ts'
import { ruleActions } from '../rules/actions.ts'
import type { StepsView } from './view.ts'

export type { StepsView } from './view.ts'

export const firstStepActions = defineActions('firstSteps', {
  refresh: { payload: z.object({}) },
  /** The values that hold now are meant: they become the company's own. */
  keep: { payload: z.object({ step: z.enum(['calendar', 'rules']) }) },
  /** Asks everybody to read the text about locations and photos. */
  askConsent: { payload: z.object({}) },
  /** Offers the practice to every rep who has neither visited nor practised. */
  offerPractice: { payload: z.object({}) },
  makePlans: { payload: z.object({}) },
  /** The morning card now: the plans of today are agreed. */
  sendPlans: { payload: z.object({}) },
})

interface Act {
  readonly label: string
  readonly call: ActionCall
}
interface Step {
  readonly name: string
  readonly text: string
  readonly done: boolean
  /** The first is what the step is about. */
  readonly acts: readonly Act[]
  /** Worth doing although the step is done. */
  readonly more?: readonly Act[]
  /** Good to have: a company is set up without it. */
  readonly aside?: true
}

const shortcut = (command: string) => shortcutActions.run({ command })

function stepsOf(view: StepsView, t: T): Step[] {
  return [
    importStep(view, t),
    bindStep(view, t),
    calendarStep(view, t),
    rulesStep(view, t),
    privacyStep(view, t),
    practiceStep(view, t),
    planStep(view, t),
  ]
}

/** Whether something on the way to the first visits is still to be done. */
export const isOpen = (view: StepsView, t: T): boolean =>
  stepsOf(view, t).some(({ done, aside }) => !done && !aside)

export function stepsCard(view: StepsView, t: T, said?: string): Card {
  const steps = stepsOf(view, t)
  const done = steps.filter((step) => step.done).length
  const open = steps.filter((step) => !step.done && step.acts.length > 0)
  const next = open.find((step) => !step.aside) ?? open[0]
  const first = next ?? steps.find((step) => !step.done)
  return card(
    {
      state: first ? 'progress' : 'done',
      title: t(w.title),
      subtitle: t(w.subtitle, { done, all: steps.length }),
    },
    point(first ? t(w.pointNext, { step: first.name }) : t(w.pointDone)),
    said !== undefined && para(said),
    steps.map((step, i) => stepRow(step, i + 1, step === next)),
    button(t(w.refresh), firstStepActions.refresh({})),
    note(t(w.later)),
  )
}

/** Mark, name and state; the acts of what is not done yet below. */
function stepRow(step: Step, n: number, isNext: boolean): Part {
  const mark: MdPart = step.done ? colored('green', '✓') : String(n)
  const acts = [...(step.done ? [] : step.acts), ...(step.more ?? [])]
  return [
    para(joined('\n', [joined(' ', [mark, bold(step.name)]), step.text])),
    buttons(
      ...acts.map(({ label, call }, i) =>
        button(label, call, { size: 'small', kind: isNext && i === 0 ? 'primary' : 'default' }),
      ),
    ),
  ]
}

const namesShown = 3

/** The first few names, with a sign that there are more. */
function some(names: readonly string[], t: T): string {
  const shown = names.slice(0, namesShown).map((name) => name.slice(0, 20))
  const list = shown.join(t(w.comma))
  return names.length > namesShown ? t(w.more, { names: list }) : list
}

function importStep(view: StepsView, t: T): Step {
  const { teams, reps, customers, idleReps, toMend, pending, unled } = view
  const lines = [
    t(w.importHave, { teams, reps, customers }),
    pending.length > 0 && t(w.importPending, { n: pending.length, ids: some(pending, t) }),
    unled.length > 0 && t(w.importUnled, { n: unled.length, teams: some(unled, t) }),
    customers > 0 && idleReps > 0 && t(w.importIdle, { n: idleReps }),
    toMend > 0 && t(w.importToMend, { n: toMend }),
  ]
  return {
    name: t(w.import),
    done: customers > 0 && reps > 0 && teams > 0,
    text: customers + reps + teams > 0 ? lines.filter(Boolean).join('\n') : t(w.importNone),
    acts: [{ label: t(w.importAct), call: shortcut('import') }],
    ...(toMend > 0 ? { more: [{ label: t(w.mendAct), call: importActions.mend({}) }] } : {}),
  }
}

function bindStep({ teams, unbound }: StepsView, t: T): Step {
  return {
    name: t(w.bind),
    done: teams > 0 && unbound.length === 0,
    text:
      teams === 0
        ? t(w.bindNone)
        : unbound.length === 0
          ? t(w.bindDone, { n: teams })
          : t(w.bindLeft, { n: unbound.length, teams: some(unbound, t) }),
    // Only the group itself can say which group it is.
    acts: [],
  }
}

const companyRules = (group: 'company' | 'checkin') => ruleActions.open({ group, scope: 'org' })

function calendarStep({ calendar }: StepsView, t: T): Step {
  const { own, rest, holidays } = calendar
  return {
    name: t(w.calendar),
    done: own,
    text: t(w.calendarNow, { rest, holidays }),
    acts: [
      { label: t(w.keep), call: firstStepActions.keep({ step: 'calendar' }) },
      { label: t(w.change), call: companyRules('company') },
    ],
  }
}

function rulesStep({ rules: { own, ...values } }: StepsView, t: T): Step {
  return {
    name: t(w.rules),
    done: own,
    text: t(w.rulesNow, values),
    acts: [
      { label: t(w.keep), call: firstStepActions.keep({ step: 'rules' }) },
      { label: t(w.change), call: companyRules('checkin') },
    ],
  }
}

function privacyStep({ consent: { on, agreed, of: all } }: StepsView, t: T): Step {
  return {
    name: t(w.privacy),
    done: on,
    text: on ? t(w.privacyOn, { n: agreed, all }) : t(w.privacyOff),
    acts: [
      { label: t(w.privacyAct), call: firstStepActions.askConsent({}) },
      { label: t(w.privacyRead), call: shortcut('privacy') },
    ],
  }
}

function practiceStep({ practice: { left, of: all } }: StepsView, t: T): Step {
  return {
    name: t(w.practice),
    aside: true,
    done: all > 0 && left === 0,
    text:
      all === 0
        ? t(w.practiceNone)
        : left === 0
          ? t(w.practiceDone)
          : t(w.practiceLeft, { n: left, all }),
    acts: left > 0 ? [{ label: t(w.practiceAct), call: firstStepActions.offerPractice({}) }] : [],
  }
}

function planStep({ plans, customers, reps }: StepsView, t: T): Step {
  const { ever, today, stops, sent, waits, sendsAt: time } = plans
  const possible = customers > 0 && reps > 0
  const make = { label: t(w.planAct), call: firstStepActions.makePlans({}) }
  const send = { label: t(w.planSend), call: firstStepActions.sendPlans({}) }
  const text = () => {
    if (today > 0 && sent >= today) return t(w.planSent, { n: today, stops })
    if (!possible) return t(w.planNone)
    if (waits) return t(waits.why === 'rest' ? w.planDayOff : w.planLate, { day: waits.day, time })
    if (today > 0) return t(w.planToday, { n: today, stops, sent, time })
    return t(ever ? w.planEarlier : w.planWaits)
  }
  return {
    name: t(w.plan),
    // What comes by itself needs no act; a first plan of today is to be sent.
    done: waits ? ever || possible : ever && (today === 0 || sent > 0),
    text: text(),
    acts: possible && !waits ? [today > sent ? send : make] : [],
    ...(sent > 0 && today > sent && !waits ? { more: [send] } : {}),
  }
}
