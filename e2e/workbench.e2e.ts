/** The workbench in a real browser. One file, so that all journeys share one server and one browser; `-t Today` runs a part. */
import './journeys/pages.ts'
import './journeys/today.ts'
import './journeys/matters.ts'
import './journeys/matter.ts'
import './journeys/catalogue.ts'
import './journeys/import.ts'
import './journeys/shell.ts'
