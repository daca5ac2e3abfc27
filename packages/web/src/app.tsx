import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { createBrowserRouter, Navigate, RouterProvider } from 'react-router'
import { createQueryClient } from './api/client.ts'
import { useMay } from './api/session.ts'
import { SessionGate } from './session/gate.tsx'
import { PreferencesProvider } from './shell/preferences.tsx'
import { Shell } from './shell/shell.tsx'
import { Failure } from './states/failure.tsx'
import { Loading } from './states/loading.tsx'
import { NotFound } from './states/not-found.tsx'

const TodayPage = lazy(async () => ({ default: (await import('./today/today-page.tsx')).TodayPage }))
const MattersPage = lazy(async () => ({ default: (await import('./matters/matters-page.tsx')).MattersPage }))
const MatterPage = lazy(async () => ({ default: (await import('./matter/matter-page.tsx')).MatterPage }))
const CataloguePage = lazy(async () => ({ default: (await import('./catalogue/catalogue-page.tsx')).CataloguePage }))
const TrialsPage = lazy(async () => ({ default: (await import('./catalogue/trials-page.tsx')).TrialsPage }))
const EnforcementPage = lazy(async () => ({ default: (await import('./catalogue/enforcement-page.tsx')).EnforcementPage }))
const CustodyPage = lazy(async () => ({ default: (await import('./custody/custody-page.tsx')).CustodyPage }))
const DraftPage = lazy(async () => ({ default: (await import('./draft/draft-page.tsx')).DraftPage }))
const ImportPage = lazy(async () => ({ default: (await import('./import/import-page.tsx')).ImportPage }))
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage }))

const WorkPage = lazy(async () => ({ default: (await import('./work/work-page.tsx')).WorkPage }))
const FlowPage = lazy(async () => ({ default: (await import('./work/flow-page.tsx')).FlowPage }))
const DutiesPage = lazy(async () => ({ default: (await import('./duties/duties-page.tsx')).DutiesPage }))
const InternalPage = lazy(async () => ({ default: (await import('./work/internal-page.tsx')).InternalPage }))

const NoticesPage = lazy(async () => ({ default: (await import('./notices/notices-page.tsx')).NoticesPage }))
const NoticeSettingsPage = lazy(async () => ({ default: (await import('./notices/settings-page.tsx')).NoticeSettingsPage }))
const WebhooksPage = lazy(async () => ({ default: (await import('./system/webhooks-page.tsx')).WebhooksPage }))

const AccountPage = lazy(async () => ({ default: (await import('./session/account-page.tsx')).AccountPage }))
const StartPage = lazy(async () => ({ default: (await import('./session/start-page.tsx')).StartPage }))
const PermissionsPage = lazy(async () => ({ default: (await import('./system/permissions-page.tsx')).PermissionsPage }))
const PeoplePage = lazy(async () => ({ default: (await import('./system/people-page.tsx')).PeoplePage }))

const ClientsPage = lazy(async () => ({ default: (await import('./system/clients-page.tsx')).ClientsPage }))

const InterfacePage = lazy(async () => ({ default: (await import('./system/interface-page.tsx')).InterfacePage }))

const ControlTheme = lazy(async () => ({ default: (await import('./shell/control-theme.tsx')).ControlTheme }))

const page = (content: ReactNode) => <Suspense fallback={<Loading />}>{content}</Suspense>

/** Pages with form controls bring the control library; the worklist opens without it. */
const formPage = (content: ReactNode) => page(<ControlTheme>{content}</ControlTheme>)

/** Those who have no worklist begin with the first thing that is theirs; those who have none are told so. */
const starts = [
  { permission: 'work.read', path: '/work' },
  { permission: 'audit.read', path: '/audit' },
  { permission: 'people.read', path: '/system/people' },
] as const

const Home = () => {
  const may = useMay()
  if (may('worklist.read')) return <TodayPage />
  const own = starts.find(({ permission }) => may(permission))
  return own === undefined ? <StartPage /> : <Navigate to={own.path} replace />
}

/** `/matters/:chain` carries the chain percent-encoded; `?verdict=` selects a clock, `?asOf=` looks back in time on every page. */
const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Failure />,
    children: [
      { path: '/', element: page(<Home />) },
      { path: '/work', element: page(<WorkPage />) },
      { path: '/work/:flow', element: page(<FlowPage />) },
      { path: '/work/:flow/:chain', element: page(<InternalPage />) },
      { path: '/duties/:person?', element: page(<DutiesPage />) },
      { path: '/matters', element: formPage(<MattersPage />) },
      { path: '/matters/:chain', element: page(<MatterPage />) },
      { path: '/custody', element: page(<CustodyPage />) },
      { path: '/catalogue/trials', element: page(<TrialsPage />) },
      { path: '/catalogue/enforcement', element: page(<EnforcementPage />) },
      { path: '/catalogue/:flow?/:node?', element: page(<CataloguePage />) },
      { path: '/drafts/:rule', element: page(<DraftPage />) },
      { path: '/import', element: page(<ImportPage />) },
      { path: '/audit', element: page(<AuditPage />) },
      { path: '/notices', element: page(<NoticesPage />) },
      { path: '/notices/settings', element: page(<NoticeSettingsPage />) },
      { path: '/account', element: page(<AccountPage />) },
      { path: '/system', element: page(<PermissionsPage />) },
      { path: '/system/people', element: page(<PeoplePage />) },
      { path: '/system/clients', element: page(<ClientsPage />) },
      { path: '/system/interface', element: page(<InterfacePage />) },
      { path: '/system/webhooks', element: page(<WebhooksPage />) },
      { path: '*', element: <NotFound /> },
    ],
  },
])

const queries = createQueryClient()

export const App = () => (
  <QueryClientProvider client={queries}>
    <PreferencesProvider>
      <SessionGate>
        <RouterProvider router={router} />
      </SessionGate>
    </PreferencesProvider>
  </QueryClientProvider>
)
