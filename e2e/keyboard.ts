/** Walks through a page as somebody without a mouse does. */
import type { Page } from 'playwright-core'

export interface Stop {
  /** what the element says of itself, for the report */
  name: string
  /** the element or something round it looks different while it has the focus */
  visible: boolean
}

/** No page has so many stops; a trap would. */
const most = 400

const mark = 'data-walked'

/** Presses Tab from the top of the document until the focus leaves it. Elements that had the focus are marked with their number. */
export async function walkByTab(page: Page): Promise<Stop[]> {
  const looks: { name: string; focused: string; left: string }[] = []
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab')
    const seen = await look(page, step)
    const before = looks.at(-1)
    if (before !== undefined) before.left = seen.left
    if (seen.name === null) return looks.map(({ name, focused, left }) => ({ name, visible: focused !== left }))
    looks.push({ name: seen.name, focused: seen.focused, left: '' })
  }
  throw new Error(`the focus did not come to an end within ${most} stops`)
}

/** How the element with the focus looks, and how the one before looks now that it has lost it. `name` null: the focus has left the page. */
async function look(page: Page, step: number): Promise<{ name: string | null; focused: string; left: string }> {
  return await page.locator('html').evaluate(
    async (root, { mark, step }) => {
      const document = root.ownerDocument
      const window = document.defaultView
      // What reacts to the focus by script has done so when a picture was drawn.
      await new Promise((drawn) => window.requestAnimationFrame(() => window.requestAnimationFrame(drawn)))
      const looks = (element: typeof root): string =>
        [element, element.nextElementSibling, element.parentElement, element.parentElement?.parentElement, element.closest('search'), element.closest('.ant-select')]
          .filter((one) => one !== null && one !== undefined)
          .map((one) => {
            const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, top } = window.getComputedStyle(one)
            return [outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow, borderColor, backgroundColor, top].join()
          })
          .join('\n')
      const before = document.querySelector(`[${mark}="${step - 1}"]`)
      const element = document.activeElement
      // the browser marks the parts of a date itself, where no style can be read
      const left = before === null || before.matches('input[type^=date]') ? '' : looks(before)
      // The parts of a date are stops of one element.
      const again = element?.hasAttribute(mark) === true && !element.matches('input[type^=date]')
      if (element === null || element === document.body || again) return { name: null, focused: '', left }
      element.setAttribute(mark, String(step))
      const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)
      return { name: name === '' ? element.outerHTML.slice(0, 80) : name, focused: looks(element), left }
    },
    { mark, step },
  )
}

/** What can be operated but never had the focus: call after the walk. Of radio buttons only the chosen one is a stop. */
export async function unreachable(page: Page): Promise<string[]> {
  return await page.locator('body').evaluate((body, mark) => {
    const operable = [...body.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    return operable
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.hasAttribute(mark) && !element.hasAttribute('disabled') && element.getAttribute('tabindex') !== '-1' && !element.matches('input[type=radio]:not(:checked)'))
      .map((element) => element.outerHTML.slice(0, 120))
  }, mark)
}
