/** Block structure of Feishu's markdown: CommonMark without HTML blocks, plus GFM tables. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'hr' }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'table'; head: string[]; aligns: string[]; rows: string[][] }

const fence = /^\s{0,3}(`{3,}|~{3,})\s*([\w+#-]*)/
/** Four spaces make a line code, where no paragraph goes on. */
const indented = /^(?: {4}|\t)(.*)$/
const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/
const rule = /^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|<hr\s*\/?>)\s*$/
const item = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/
const quote = /^\s{0,3}>\s?(.*)$/
const tableRule = /^\s*\|?(\s*:?-{1,}:?\s*\|)+\s*(:?-{1,}:?)?\s*$/

function cells(line: string): string[] {
  const bare = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return bare.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

function startsBlock(line: string, next: string | undefined): boolean {
  return (
    fence.test(line) ||
    heading.test(line) ||
    rule.test(line) ||
    item.test(line) ||
    quote.test(line) ||
    (line.includes('|') && next !== undefined && tableRule.test(next))
  )
}

class Reader {
  readonly lines: string[]
  at = 0

  constructor(lines: string[]) {
    this.lines = lines
  }

  line(ahead = 0): string | undefined {
    return this.lines[this.at + ahead]
  }

  takeWhile(test: (line: string, next: string | undefined) => boolean): string[] {
    const taken: string[] = []
    for (let line = this.line(); line !== undefined; line = this.line()) {
      if (!test(line, this.line(1))) break
      taken.push(line)
      this.at += 1
    }
    return taken
  }
}

function readCode(reader: Reader, mark: string, language: string): Block {
  reader.at += 1
  const body = reader.takeWhile((line) => !line.trim().startsWith(mark))
  reader.at += 1
  return { kind: 'code', language, text: body.join('\n') }
}

function readIndented(reader: Reader): Block {
  const body = reader.takeWhile((line) => indented.test(line))
  const text = body.map((line) => indented.exec(line)?.[1] ?? '').join('\n')
  return { kind: 'code', language: '', text }
}

function readQuote(reader: Reader): Block {
  const body = reader.takeWhile((line) => quote.test(line))
  return { kind: 'quote', blocks: parseBlocks(body.map((line) => quote.exec(line)?.[1] ?? '')) }
}

function readTable(reader: Reader): Block {
  const head = cells(reader.line() ?? '')
  const aligns = cells(reader.line(1) ?? '').map((mark) =>
    mark.endsWith(':') ? (mark.startsWith(':') ? 'center' : 'right') : 'left',
  )
  reader.at += 2
  const rows = reader.takeWhile((line) => line.includes('|') && line.trim() !== '')
  return { kind: 'table', head, aligns, rows: rows.map(cells) }
}

function readList(reader: Reader): Block {
  const first = item.exec(reader.line() ?? '')
  const indent = first?.[1]?.length ?? 0
  const ordered = /\d/.test(first?.[2] ?? '')
  const start = ordered ? Number.parseInt(first?.[2] ?? '1', 10) : 1
  const items: Block[][] = []
  for (let line = reader.line(); line !== undefined; line = reader.line()) {
    const found = item.exec(line)
    const same = found && found[1]?.length === indent && /\d/.test(found[2] ?? '') === ordered
    if (!found || !same) break
    reader.at += 1
    const deeper = reader.takeWhile((one) => /^\s+\S/.test(one) && leading(one) > indent)
    const own = Math.min(...deeper.map(leading), 99)
    items.push(parseBlocks([found[3] ?? '', ...deeper.map((one) => one.slice(own))]))
    if (reader.line() === '' && item.test(reader.line(1) ?? '')) reader.at += 1
  }
  return { kind: 'list', ordered, start, items }
}

function leading(line: string): number {
  return line.length - line.trimStart().length
}

export function parseBlocks(source: string | string[]): Block[] {
  const lines = typeof source === 'string' ? source.replaceAll('\r', '').split('\n') : source
  const reader = new Reader(lines)
  const blocks: Block[] = []
  for (let line = reader.line(); line !== undefined; line = reader.line()) {
    const title = heading.exec(line)
    const [, mark, language = ''] = fence.exec(line) ?? []
    if (line.trim() === '') reader.at += 1
    else if (mark) blocks.push(readCode(reader, mark, language))
    else if (title) {
      blocks.push({ kind: 'heading', level: title[1]?.length ?? 1, text: title[2] ?? '' })
      reader.at += 1
    } else if (rule.test(line)) {
      blocks.push({ kind: 'hr' })
      reader.at += 1
    } else if (quote.test(line)) blocks.push(readQuote(reader))
    else if (item.test(line)) blocks.push(readList(reader))
    else if (indented.test(line)) blocks.push(readIndented(reader))
    else if (line.includes('|') && tableRule.test(reader.line(1) ?? '')) {
      blocks.push(readTable(reader))
    } else {
      reader.at += 1
      const more = reader.takeWhile((one, next) => one.trim() !== '' && !startsBlock(one, next))
      blocks.push({ kind: 'paragraph', text: [line, ...more].join('\n') })
    }
  }
  return blocks
}
