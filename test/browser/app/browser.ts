import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** In one process the browser dies with its first closed page. */
const unwanted = new Set(['--single-process', '--no-zygote', '--in-process-gpu'])

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [...sparticuz.args.filter((one) => !unwanted.has(one)), '--no-sandbox'],
  })
}
