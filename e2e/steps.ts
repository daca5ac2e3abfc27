/** Taking steps of an internal matter in its page, as somebody of the demo. */
import type { Page } from 'playwright-core'
import { settle } from './browser.ts'
import { origin, sessionOf, visit } from './world.ts'

/** Chooses an act, fills its form and sends it; the page then shows the next step. */
export async function take(page: Page, button: string | RegExp, fields: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name: button, exact: typeof button === 'string' }).click()
  for (const [label, value] of Object.entries(fields)) {
    const field = page.locator('.form').getByLabel(label)
    if ((await field.getAttribute('type')) === 'checkbox') {
      await field.setChecked(value === 'true')
      continue
    }
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await page.getByRole('button', { name: /^(?:提交|Submit)/ }).click()
  await page.locator('.form').waitFor({ state: 'detached' })
}

/** A page on which a person of the demo comes back to the matter for every step. */
export async function stepper(path: string, account: string): Promise<(button: string, fields?: Record<string, string>) => Promise<void>> {
  const page = await visit(path, { token: await sessionOf(account) })
  return async (button, fields) => {
    await page.goto(origin() + path)
    await settle(page)
    await take(page, button, fields)
  }
}
