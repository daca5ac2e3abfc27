/** Takes the pictures of the README from the demo: `node e2e/screenshots.ts`. Writes `docs/images`. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { comeIn } from './api.ts'
import { openBrowser, openContext, settle, signInAs } from './browser.ts'
import { startDemo } from './demo-server.ts'
import { findLate, richMatter } from './rich-matter.ts'

const folder = join(import.meta.dirname, '../docs/images')
await mkdir(folder, { recursive: true })

const [server, browser] = await Promise.all([startDemo(), openBrowser()])
try {
  const token = await signInAs(server.url, 'demo-committee')
  comeIn({ key: server.key, session: token })
  const matter = await richMatter(server.url)
  const pictures = {
    today: '/',
    matter: `/matters/${matter.chain}?verdict=${encodeURIComponent(findLate(matter)?.id ?? '')}`,
    catalogue: '/catalogue/P09/P09-N07',
  }
  const page = await (await openContext(browser, server.url, { token })).newPage()
  for (const [name, path] of Object.entries(pictures)) {
    await page.goto(server.url + path)
    await settle(page)
    await page.locator('body').evaluate(async ({ ownerDocument }) => await ownerDocument.fonts.ready)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    process.stdout.write(`docs/images/${name}.png\n`)
  }
} finally {
  await browser.close()
  await server.stop()
}
