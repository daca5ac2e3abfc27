import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { become, signOut, useMay, useSession } from '../api/session.ts'
import { Icon } from './icons.tsx'
import { useLanguage } from './use-language.ts'

function shut(menu: HTMLDetailsElement | null): void {
  if (menu !== null) menu.open = false
}

/** Who is signed in, as what, and the way out. On a store without accounts there is nobody. */
export const PersonMenu = () => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { actor } = useSession()
  const may = useMay()
  const queries = useQueryClient()
  const leave = useMutation({ mutationFn: signOut, onSuccess: (state) => become(queries, state) })
  const menu = useRef<HTMLDetailsElement>(null)

  useEffect(() => {
    const away = (event: Event) => {
      if (menu.current?.open === true && !menu.current.contains(event.target as Node)) shut(menu.current)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || menu.current?.open !== true) return
      shut(menu.current)
      menu.current.querySelector('summary')?.focus()
    }
    window.addEventListener('pointerdown', away)
    window.addEventListener('focusin', away)
    window.addEventListener('keydown', escape)
    return () => {
      window.removeEventListener('pointerdown', away)
      window.removeEventListener('focusin', away)
      window.removeEventListener('keydown', escape)
    }
  }, [])
  const close = () => shut(menu.current)

  if (actor === null || actor.kind !== 'person') return null
  return (
    <details ref={menu} className="person">
      <summary aria-label={t('shell.person.menu', { name: actor.name })}>
        <Icon name="person" size={18} />
        <span className="not-phone">{actor.name}</span>
      </summary>
      <div className="person-menu">
        <p>
          <strong>{actor.name}</strong>
        </p>
        <ul>
          {actor.held.map(({ role, name, unit, insteadOf }) => (
            <li key={`${role} ${unit.id} ${insteadOf ?? ''}`} className="s13 i2">
              {say(name)}{t('common.dot')}{unit.name}
              {insteadOf !== null && ` ${t('shell.person.insteadOf', { name: insteadOf })}`}
            </li>
          ))}
        </ul>
        <Link to="/account" onClick={close}>
          {t('shell.person.account')}
        </Link>
        <Link to="/system" onClick={close}>
          {t('shell.person.permissions')}
        </Link>
        {may('people.read') && (
          <Link to="/system/people" onClick={close}>
            {t('shell.person.people')}
          </Link>
        )}
        <button type="button" className="btn" onClick={() => leave.mutate()} disabled={leave.isPending}>
          {t('shell.person.signOut')}
        </button>
      </div>
    </details>
  )
}
