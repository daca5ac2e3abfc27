/** What was typed into a field of a form; empty where the form has no such field. */
export function formText(form: HTMLFormElement | FormData, name: string): string {
  const value = (form instanceof FormData ? form : new FormData(form)).get(name)
  return typeof value === 'string' ? value : ''
}
