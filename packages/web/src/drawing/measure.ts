/** Widths of short texts, for pictures that place their own labels. */

/** Without a browser, at 12 px: Chinese characters are square, the rest a little over half. */
export function roughWidth(text: string, size = 12): number {
  let units = 0
  for (const char of text) units += (char.codePointAt(0) ?? 0) > 0x2e7f ? 1 : char === ' ' ? 0.3 : 0.56
  return units * size
}

/** In the type of the page, which follows the language; at `size` px. */
export function measurer(language: string, size = 12): (text: string) => number {
  const sheet = document.createElement('canvas')
  sheet.lang = language
  const pen = sheet.getContext('2d')
  if (!pen) return (text) => roughWidth(text, size)
  pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`
  const known = new Map<string, number>()
  return (text) => {
    const width = known.get(text) ?? pen.measureText(text).width
    known.set(text, width)
    return width
  }
}
