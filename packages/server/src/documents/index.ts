/** Letters that people send: templates as data, filled in with what was recorded, written as .docx. */
export { writeLetter } from './docx.ts'
export type { Letter } from './docx.ts'
export { readTemplates } from './template.ts'
export type { Template } from './template.ts'
