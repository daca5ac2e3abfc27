import { audit } from './zh/audit.ts'
import { catalogue } from './zh/catalogue.ts'
import { clock } from './zh/clock.ts'
import { custody } from './zh/custody.ts'
import { common } from './zh/common.ts'
import { draft } from './zh/draft.ts'
import { importing } from './zh/import.ts'
import { matter } from './zh/matter.ts'
import { matters } from './zh/matters.ts'
import { panel } from './zh/panel.ts'
import { session } from './zh/session.ts'
import { severity } from './zh/severity.ts'
import { shell } from './zh/shell.ts'
import { system } from './zh/system.ts'
import { today } from './zh/today.ts'
import { work } from './zh/work.ts'

/** Every text of the workbench. Chinese is the shape; English must have all of it. */
export const zh = { common, shell, severity, clock, panel, today, matters, matter, custody, catalogue, draft, importing, audit, work, session, system }
