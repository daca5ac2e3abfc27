/** Accessibility as a machine can judge it. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Serious and critical problems of the page as it stands, each with the elements concerned. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary?.split('\n').slice(1).join(' ') ?? ''}`).join('\n  ')}`)
}
