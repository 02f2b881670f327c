import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { startSimulator } from './index.ts'
import { renderProblem } from './validator/problem.ts'
import { validateCard } from './validator/validate.ts'

const program = new Command('simulator')
  .description('our slice of the Feishu open platform, with a browser chat')
  .option('--port <port>', 'port on 127.0.0.1', '3100')
  .option('--data <dir>', 'keep chats, images and credentials there')
  .option('--events-url <url>', 'where to push events, such as http://127.0.0.1:3000/feishu/events')
  .action(run)

program
  .command('validate')
  .description('print what the platform would refuse in a card; exit 1 if anything')
  .argument('<card.json>', 'a card of JSON 2.0; - for stdin')
  .action((path: string) => {
    const problems = validateCard(JSON.parse(readFileSync(path === '-' ? 0 : path, 'utf8')))
    for (const problem of problems) console.log(`${problem.code} ${renderProblem(problem)}`)
    if (problems.length === 0) console.log('the card is valid')
    process.exitCode = problems.length === 0 ? 0 : 1
  })

await program.parseAsync()

async function run(options: { port: string; data?: string; eventsUrl?: string }): Promise<void> {
  const simulator = await startSimulator({
    port: Number(options.port),
    dataDir: options.data,
    eventsUrl: options.eventsUrl,
    people: options.data ? undefined : samplePeople(),
  })
  console.log(`simulator ready: ${simulator.url}
  browser chat        ${simulator.url}/simulator
  FEISHU_DOMAIN=${simulator.url}
  FEISHU_APP_ID=${simulator.appId}
  FEISHU_APP_SECRET=${simulator.appSecret}
  FEISHU_ENCRYPT_KEY=${simulator.encryptKey}
  FEISHU_VERIFICATION_TOKEN=${simulator.verificationToken}`)
  const stop = () => void simulator.stop().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** Two people to start with, so that the chat is not empty. */
function samplePeople() {
  return [
    { openId: `ou_${'1'.repeat(32)}`, name: '李雷', title: '业务员', group: '一部' },
    { openId: `ou_${'2'.repeat(32)}`, name: '王芳', title: '主管', group: '一部' },
  ]
}
