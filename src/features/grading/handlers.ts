import { customerCard } from '../../../cards/customers/customer.ts'
import { gradingActions } from '../../../cards/grading/actions.ts'
import { admins, leaders, onAction } from '../../bot/define.ts'
import { replaceCard, sendCard } from '../../bot/reply.ts'
import { getCustomer } from '../customers/store.ts'
import { customerView } from '../customers/views.ts'
import { gradeByHand } from './by-hand.ts'
import { acceptGrading, askForGrading, gradingOf } from './preview.ts'
import { gradingCardFor, gradingThing, historyCardFor, movesCardFor } from './view.ts'

const onPublish = onAction(
  gradingActions.publish,
  { who: admins },
  async (ctx, { payload: { gradingId } }) => acceptGrading(ctx, gradingId),
)

const onAgain = onAction(gradingActions.again, { who: leaders }, async (ctx) => askForGrading(ctx))

const onOpen = onAction(
  gradingActions.open,
  { who: leaders },
  async (ctx, { payload: { gradingId } }) =>
    replaceCard(
      await gradingCardFor(ctx, await gradingOf(ctx, gradingId), ctx.actor, ctx.t),
      gradingThing(gradingId),
    ),
)

const onMoves = onAction(
  gradingActions.moves,
  { who: leaders },
  async (ctx, { payload: { gradingId, page } }) =>
    replaceCard(await movesCardFor(ctx, await gradingOf(ctx, gradingId), ctx.actor, page)),
)

const onHistory = onAction(gradingActions.history, { who: leaders }, async (ctx) =>
  sendCard(await historyCardFor(ctx, ctx.t)),
)

/** The customer's card shows the new grade at once. */
const onSet = onAction(
  gradingActions.set,
  { who: leaders },
  async (ctx, { payload: { customerCode }, option }) => {
    const said = await gradeByHand(ctx, customerCode, option)
    const customer = await getCustomer(ctx.tx, customerCode)
    if (!customer) return { kind: 'toast', toast: said }
    return replaceCard(customerCard(await customerView(ctx, customer), ctx.t), undefined, said)
  },
)

export const gradingHandlers = [onPublish, onAgain, onOpen, onMoves, onHistory, onSet]
