import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLinkTo } from '../shell/as-of.ts'
import { Icon } from '../shell/icons.tsx'

/** On a phone, one level up. */
export const BackTo = ({ path }: { path: string }) => {
  const { t } = useTranslation()
  const linkTo = useLinkTo()
  return (
    <Link className="only-phone cat-back" to={linkTo(path)}>
      <Icon name="back" />
      {t('catalogue.back')}
    </Link>
  )
}
