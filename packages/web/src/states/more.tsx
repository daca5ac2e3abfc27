/** The end of a list that goes on: a button for what comes next. */
import { useTranslation } from 'react-i18next'

interface Going {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

export const More = ({ query, count }: { query: Going; count: number }) => {
  const { t } = useTranslation()
  if (!query.hasNextPage) return null
  return (
    <p>
      <button type="button" className="btn" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t('common.more', { count })}
      </button>
    </p>
  )
}
