import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Note } from './note.tsx'

export const NotFound = () => {
  const { t } = useTranslation()
  return (
    <>
      <h1 className="unseen">{t('common.notFound.title')}</h1>
      <Note title={t('common.notFound.title')} detail={t('common.notFound.detail')}>
        <Link to="/">{t('common.notFound.back')}</Link>
      </Note>
    </>
  )
}
