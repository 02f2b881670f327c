import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Who } from '../bot/define.ts'
import { settingList } from '../domain/settings/index.ts'
import { features } from '../features/index.ts'

const target = fileURLToPath(new URL('../../docs/commands.md', import.meta.url))
const whoText = (who: Who) => (who === 'member' ? 'everybody' : who.join(', '))
const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\n/g, ' ')

/** `docs/commands.md` as the registry has it. */
export function commandsPage(): string {
  const commands = features.flatMap((feature) => feature.commands ?? [])
  return [
    '# Commands and rules',
    '',
    'Printed from the registry by `npm run docs`; a test keeps it true.',
    '',
    '## Commands',
    '| words | what follows | who | does | 作用 | example |',
    '| --- | --- | --- | --- | --- | --- |',
    ...commands.map(
      (c) =>
        `| ${c.aliases.map((a) => `\`${a}\``).join(' ')} | ${cell(c.usage.en)} | ${whoText(c.who)} | ${cell(c.summary.en)} | ${cell(c.summary.zh)} | \`${cell(c.example)}\` |`,
    ),
    '',
    '## Rules (`规则`)',
    '| key | 名称 | name | default | scopes |',
    '| --- | --- | --- | --- | --- |',
    ...settingList.map(
      (s) =>
        `| \`${s.key}\` | ${s.label.zh} | ${s.label.en} | \`${cell(JSON.stringify(s.default))}\`${s.unit ? ` ${s.unit.en}` : ''} | ${s.scopes.join(', ')} |`,
    ),
    '',
  ].join('\n')
}

/** Writes the page, or says whether it is as it should be. */
export async function docsCommand(options: { write: boolean }): Promise<boolean> {
  const page = commandsPage()
  if (options.write) {
    await writeFile(target, page)
    return true
  }
  const same = (await readFile(target, 'utf8').catch(() => '')) === page
  if (!same) process.stderr.write('docs/commands.md is out of date: run `npm run docs`\n')
  return same
}
