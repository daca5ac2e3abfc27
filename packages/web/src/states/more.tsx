/** The end of a list that goes on: a button for what comes next, and beside it what the list says of itself. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Going {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

/** `count`: how many come next; `label`: what the button says where that is not their number. */
export const More = ({ query, count = 0, label, children }: { query: Going; count?: number; label?: string; children?: ReactNode }) => {
  const { t } = useTranslation()
  if (!query.hasNextPage) return null
  return (
    <p className="more">
      <button type="button" className="btn" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {label ?? t('common.more', { count })}
      </button>
      {children}
    </p>
  )
}
