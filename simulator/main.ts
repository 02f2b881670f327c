import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { recorded, replayFile } from './day/command.ts'
import { startSimulator } from './index.ts'
import { validateFiles } from './validator/command.ts'

const program = new Command('simulator')
  .description('our slice of the Feishu open platform, with a browser chat')
  .option('--port <port>', 'port on 127.0.0.1', '3100')
  .option('--data <dir>', 'keep chats, images and credentials there')
  .option('--events-url <url>', 'where to push events, such as http://127.0.0.1:3000/feishu/events')
  .option(
    '--people <file>',
    'JSON: {people: [{openId, name, …}], groups: [{chatId, name, members}]}',
  )
  .action(run)

program
  .command('validate')
  .description('print what the platform would refuse in cards; exit 1 if anything, 2 if unreadable')
  .argument('<files...>', 'cards of JSON 2.0, or lists of them; - for stdin')
  .action((files: string[]) => {
    process.exitCode = validateFiles(files, (line) => console.log(line))
  })

program
  .command('record')
  .description('print what people have done in a running simulator, as a day to replay')
  .requiredOption('--from <url>', 'address of the simulator, such as http://127.0.0.1:3100')
  .option('--name <name>', 'name of the day', 'a day')
  .action(async (options: { from: string; name: string }) => {
    console.log(await recorded(options.from, options.name))
  })

program
  .command('replay')
  .description('let people do what a day says; exit 1 if any step fails')
  .argument('<day.json>')
  .option('--into <url>', 'a running simulator; without it one of its own is started')
  .option('--speed <times>', '1 = as slow as it was; default: as fast as the bot answers', '0')
  .action(async (file: string, options: { into?: string; speed: string }) => {
    const { port, eventsUrl } = program.opts<{ port: string; eventsUrl?: string }>()
    process.exitCode = await replayFile(file, {
      into: options.into,
      speed: Number(options.speed),
      port: Number(port),
      eventsUrl,
      print: (line) => console.log(line),
    })
  })

await program.parseAsync()

async function run(options: {
  port: string
  data?: string
  eventsUrl?: string
  people?: string
}): Promise<void> {
  const company = options.people ? JSON.parse(readFileSync(options.people, 'utf8')) : {}
  const simulator = await startSimulator({
    port: Number(options.port),
    dataDir: options.data,
    eventsUrl: options.eventsUrl,
    people: company.people ?? (options.data ? undefined : samplePeople()),
    groups: company.groups,
    places: async () => company.places ?? samplePlaces(),
    botMenu: company.botMenu,
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

/** A few doors to stand at on the map. */
function samplePlaces() {
  return [
    { name: '人民路便利店', lng: 123.4309, lat: 41.8007 },
    { name: '解放路超市', lng: 123.4392, lat: 41.8046 },
    { name: '北站烟酒行', lng: 123.4418, lat: 41.8176 },
    { name: '滨河路粮油店', lng: 123.4201, lat: 41.7883 },
  ]
}
