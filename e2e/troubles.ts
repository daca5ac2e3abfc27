/** What a page must never do, whatever it shows. */
import type { Page } from 'playwright-core'

/** Collects console errors, uncaught errors and requests that failed, from now on. */
export function listen(page: Page): string[] {
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // What the page itself gave up on (it went elsewhere, the question changed) has not failed.
    if (reason !== 'net::ERR_ABORTED') troubles.push(`${request.method()} ${request.url()}: ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`)
  })
  return troubles
}

/**
 * What is wider than its frame: to be scrolled sideways, or cut off. A row of tabs may scroll; a text with an ellipsis
 * is shortened, not cut; what is clipped away is only read aloud.
 */
export async function overflowing(page: Page): Promise<string[]> {
  return await page.locator('html').evaluate((root) => {
    const window = root.ownerDocument.defaultView
    const tooWide = [root, ...root.querySelectorAll('body *')].filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
    return tooWide.flatMap((element) => {
      const { overflowX, textOverflow, clipPath } = window.getComputedStyle(element)
      const scrolls = element === root || overflowX === 'auto' || overflowX === 'scroll'
      const cuts = overflowX === 'hidden' || overflowX === 'clip'
      if (element.getAttribute('role') === 'tablist' || !(scrolls || cuts) || textOverflow === 'ellipsis' || clipPath !== 'none') return []
      return [`<${element.tagName.toLowerCase()} class="${element.className}"> ${scrolls ? 'scrolls sideways' : 'is cut off'}: ${element.scrollWidth} px in ${element.clientWidth} px`]
    })
  })
}
