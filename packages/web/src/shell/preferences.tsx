import { createContext, use, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { i18next, languages } from '../i18n/index.ts'
import type { Language } from '../i18n/index.ts'

export type Theme = 'system' | 'light' | 'dark'
export const textSizes = [100, 115, 130] as const
export type TextSize = (typeof textSizes)[number]

export interface Preferences {
  language: Language
  theme: Theme
  textSize: TextSize
  /** single-key operation may be switched off */
  keys: boolean
}

interface Setting extends Preferences {
  /** what `theme` comes to now */
  dark: boolean
  set: (change: Partial<Preferences>) => void
}

const store = 'hengjian.preferences'
const initial: Preferences = { language: 'zh', theme: 'system', textSize: 100, keys: true }

/** A browser that forbids storage, or an old value of another shape, falls back to the defaults. */
function stored(): Preferences {
  try {
    const saved = JSON.parse(localStorage.getItem(store) ?? '{}') as Partial<Preferences>
    return {
      language: languages.find((known) => known === saved.language) ?? initial.language,
      theme: saved.theme === 'light' || saved.theme === 'dark' ? saved.theme : 'system',
      textSize: textSizes.find((known) => known === saved.textSize) ?? initial.textSize,
      keys: saved.keys ?? true,
    }
  } catch {
    return initial
  }
}

function save(preferences: Preferences): void {
  try {
    localStorage.setItem(store, JSON.stringify(preferences))
  } catch {
    // Without storage the choice holds for this visit.
  }
}

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

function useSystemDark(): boolean {
  const [dark, setDark] = useState(systemDark.matches)
  useEffect(() => {
    const follow = () => setDark(systemDark.matches)
    systemDark.addEventListener('change', follow)
    return () => systemDark.removeEventListener('change', follow)
  }, [])
  return dark
}

const Context = createContext<Setting | null>(null)

export const PreferencesProvider = ({ children }: { children: ReactNode }) => {
  const [preferences, setPreferences] = useState(stored)
  const system = useSystemDark()
  const dark = preferences.theme === 'system' ? system : preferences.theme === 'dark'

  useEffect(() => {
    const root = document.documentElement
    root.lang = preferences.language === 'zh' ? 'zh-CN' : 'en'
    root.dataset['theme'] = dark ? 'dark' : 'light'
    root.dataset['text'] = String(preferences.textSize)
    if (i18next.language !== preferences.language) void i18next.changeLanguage(preferences.language)
    save(preferences)
  }, [preferences, dark])

  const setting = useMemo(() => ({ ...preferences, dark, set: (change: Partial<Preferences>) => setPreferences((now) => ({ ...now, ...change })) }), [preferences, dark])
  return <Context value={setting}>{children}</Context>
}

export function usePreferences(): Setting {
  const setting = use(Context)
  if (setting === null) throw new Error('usePreferences outside PreferencesProvider')
  return setting
}
