import { useState } from 'react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { useMay } from '../api/session.ts'
import { AsOf } from './as-of-text.tsx'
import { Bell } from '../notices/bell.tsx'
import { Icon, Logo } from './icons.tsx'
import { PersonMenu } from './person-menu.tsx'
import { textSizes, usePreferences } from './preferences.tsx'

const Search = ({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [search] = useSearchParams()
  const asked = pathname === '/matters' ? (search.get('q') ?? '') : ''
  return (
    <search className="find">
      <form
        // A new question elsewhere (back, a link) shows in the field.
        key={asked}
        onSubmit={(event) => {
          event.preventDefault()
          const next = new URLSearchParams(pathname === '/matters' ? search : {})
          next.set('q', inputRef.current?.value.trim() ?? '')
          void navigate(`/matters?${next.toString()}`)
        }}
      >
        <Icon name="search" size={16} />
        <input ref={inputRef} type="search" defaultValue={asked} placeholder={t('shell.search')} aria-label={t('shell.searchLabel')} onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()} />
        <span className="kbd not-phone" aria-hidden="true">
          /
        </span>
      </form>
    </search>
  )
}

const TextSizeSwitch = () => {
  const { t } = useTranslation()
  const { textSize, set } = usePreferences()
  const next = textSizes[(textSizes.indexOf(textSize) + 1) % textSizes.length] ?? 100
  const label = t('shell.textSize', { percent: textSize })
  return (
    <button type="button" title={label} aria-label={label} onClick={() => set({ textSize: next })}>
      <span aria-hidden="true">
        A<span style={{ fontSize: '1.25em', marginLeft: 2 }}>A</span>
      </span>
    </button>
  )
}

export const LanguageSwitch = () => {
  const { t } = useTranslation()
  const { language, set } = usePreferences()
  const chinese = language === 'zh'
  return (
    <button type="button" aria-label={`中 / EN: ${t('shell.language')}`} title={t('shell.language')} onClick={() => set({ language: chinese ? 'en' : 'zh' })}>
      {chinese ? <b>中</b> : <span>中</span>} / {chinese ? <span>EN</span> : <b>EN</b>}
    </button>
  )
}

export const ThemeSwitch = () => {
  const { t } = useTranslation()
  const { dark, set } = usePreferences()
  const label = t(dark ? 'shell.themeDark' : 'shell.themeLight')
  return (
    <button type="button" title={label} aria-label={label} onClick={() => set({ theme: dark ? 'light' : 'dark' })}>
      <Icon name={dark ? 'moon' : 'sun'} size={18} />
    </button>
  )
}

const SearchSwitch = ({ open, onOpen }: { open: boolean; onOpen: () => void }) => {
  const { t } = useTranslation()
  return (
    <button type="button" className="only-phone" aria-label={t('shell.openSearch')} aria-expanded={open} onClick={onOpen}>
      <Icon name="search" size={24} />
    </button>
  )
}

interface Props {
  searchRef: RefObject<HTMLInputElement | null>
  onKeys: () => void
}

export const Header = ({ searchRef, onKeys }: Props) => {
  const { t } = useTranslation()
  const [searching, setSearching] = useState(false)
  const may = useMay()
  const canSearch = may('matters.read')
  return (
    <header className={searching ? 'hd searching' : 'hd'}>
      <span className="logo">
        <Logo />
      </span>
      <span className="name">{t('common.product')}</span>
      <span className="unit">{t('shell.unit')}</span>
      {canSearch && <Search inputRef={searchRef} />}
      <div className="tools">
        <AsOf />
        {canSearch && <SearchSwitch open={searching} onOpen={() => setSearching(!searching)} />}
        <TextSizeSwitch />
        <LanguageSwitch />
        <ThemeSwitch />
        <button type="button" className="not-phone" aria-label={t('shell.keysOpen')} title={t('shell.keysOpen')} onClick={onKeys}>
          <span className="kbd" aria-hidden="true">
            ?
          </span>
        </button>
        <Bell />
        <PersonMenu />
      </div>
    </header>
  )
}
