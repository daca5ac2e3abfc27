import { catalogue } from './en/catalogue.ts'
import { clock } from './en/clock.ts'
import { common } from './en/common.ts'
import { importing } from './en/import.ts'
import { matter } from './en/matter.ts'
import { matters } from './en/matters.ts'
import { panel } from './en/panel.ts'
import { severity } from './en/severity.ts'
import { shell } from './en/shell.ts'
import { today } from './en/today.ts'
import type { Translation } from './shape.ts'
import type { zh } from './zh.ts'

export const en: Translation<typeof zh> = { common, shell, severity, clock, panel, today, matters, matter, catalogue, importing }
