import type { ReactNode } from 'react'

const paths = {
  today: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4l2.8 1.8" />
    </>
  ),
  work: <path d="M5 3.500h10A1.5 1.5 0 0 1 16.5 5v10.500A1.5 1.5 0 0 1 15 17H5a1.5 1.5 0 0 1-1.500-1.500V5A1.5 1.5 0 0 1 5 3.500Zm1.500 6 2.500 2.500 4.500-5" />,
  matters: <path d="M2.5 5.5A1.5 1.5 0 0 1 4 4h4l2 2h6a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 16 16H4a1.5 1.5 0 0 1-1.5-1.5Z" />,
  catalogue: <path d="M10 5C8.4 3.8 6 3.5 3 3.700v11.800c3-.2 5.4.1 7 1.3 1.6-1.2 4-1.5 7-1.300V3.700c-3-.2-5.4.1-7 1.300Zm0 0v11.8" />,
  import: <path d="M10 3v9m-3.5-3.500L10 12l3.5-3.500M3 13v2.500A1.5 1.5 0 0 0 4.5 17h11a1.5 1.5 0 0 0 1.5-1.500V13" />,
  audit: <path d="M10 2.5 4 5v4.500c0 3.700 2.500 6.500 6 8 3.500-1.500 6-4.300 6-8V5Zm-2.800 7.300 2 2 3.600-4" />,
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13.2 13.2 4 4" />
    </>
  ),
  back: <path d="M12.5 4 6.5 10l6 6" />,
  moon: <path d="M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12Z" />,
  sun: (
    <>
      <circle cx="10" cy="10" r="3.5" />
      <path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.300l1.4 1.400M14.3 14.300l1.4 1.400M4.3 15.700l1.4-1.400M14.3 5.700l1.4-1.4" />
    </>
  ),
  system: (
    <>
      <rect x="7.5" y="3" width="5" height="4" rx="1" />
      <rect x="2.5" y="13" width="5" height="4" rx="1" />
      <rect x="12.5" y="13" width="5" height="4" rx="1" />
      <path d="M10 7v3M5 13v-3h10v3" />
    </>
  ),
  person: (
    <>
      <circle cx="10" cy="7" r="3.2" />
      <path d="M3.8 16.800a6.300 6.300 0 0 1 12.400 0" />
    </>
  ),
  bell: <path d="M5 13.500h10L14 12V9a4 4 0 0 0-8 0v3Zm3.500 2.500a1.600 1.600 0 0 0 3 0M10 3.200V5" />,
  close: <path d="M5 5l10 10M15 5 5 15" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof paths

/** An outline in a square of 20; always beside a word or inside a control that has a label. */
export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
    {paths[name]}
  </svg>
)

export const Logo = () => (
  <svg width="30" height="30" viewBox="0 0 30 30" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
    <circle cx="15" cy="15" r="11" strokeWidth="1.8" />
    <path d="M7.5 12.500h15M15 12.500v8" strokeWidth="2" />
    <circle cx="15" cy="22" r="1.3" fill="currentColor" stroke="none" />
  </svg>
)
