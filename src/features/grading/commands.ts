import { anyArguments } from '../../bot/arguments.ts'
import { defineCommand, leaders } from '../../bot/define.ts'
import { sendCard } from '../../bot/reply.ts'
import { gradingWords as w } from '../../i18n/grading.ts'
import { careByCommand, type GradeOrder, gradeByCommand } from './by-hand.ts'
import { askForGrading } from './preview.ts'
import { historyCardFor } from './view.ts'

const historyWords = new Set(['历史', '记录', 'history'])
const careWords = new Set(['策略', '维护', '维护策略', 'care'])
const releaseWords = new Set(['解锁', '释放', '取消', 'release', 'unlock'])

/** `A`, `a级`, `A类`, `grade a`. */
const gradeWord = /^(?:grade)?([abcd])[级类]?$/

function readOrder(word: string): GradeOrder | null {
  const plain = word.normalize('NFKC').toLowerCase()
  if (releaseWords.has(plain)) return 'release'
  const [, letter] = gradeWord.exec(plain) ?? []
  return letter ? (letter.toUpperCase() as 'A' | 'B' | 'C' | 'D') : null
}

/** `分级` previews; `分级 永辉 A` sets by hand, `分级 永辉 解锁` releases; `分级 策略 A …`; `分级 历史`. */
export const gradeCommand = defineCommand({
  name: 'grade',
  aliases: ['客户分级', '分级', 'grade'],
  who: leaders,
  summary: w.summary,
  usage: w.usage,
  example: '分级',
  args: anyArguments,
  async run(ctx, { words, text }) {
    const [first = '', ...rest] = words
    if (first === '') return askForGrading(ctx)
    if (historyWords.has(first.toLowerCase())) return sendCard(await historyCardFor(ctx, ctx.t))
    if (careWords.has(first.toLowerCase())) {
      const order = readOrder(rest[0] ?? '')
      const about = rest.slice(1).join(' ')
      const grade = order === 'release' ? null : order
      return careByCommand(ctx, grade, about === '' ? null : about)
    }
    const order = readOrder(words.at(-1) ?? '')
    const query = order ? words.slice(0, -1).join(' ') : text
    if (order && query !== '') return gradeByCommand(ctx, query, order)
    return gradeByCommandHelp(ctx, text)
  },
})

/** What is neither a grade nor a word that we know: say how it is written. */
async function gradeByCommandHelp(ctx: Parameters<typeof askForGrading>[0], query: string) {
  return {
    kind: 'toast' as const,
    toast: { type: 'warning' as const, text: ctx.t(w.notFound, { query: query.slice(0, 30) }) },
  }
}
