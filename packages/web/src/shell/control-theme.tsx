import { ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { usePreferences } from './preferences.tsx'

/** The form controls take their colours from the tokens; these few are needed as values because shades are computed from them. */
const light = { colorPrimary: '#1D4F94', colorError: '#B3261E', colorWarning: '#C77800', colorSuccess: '#0A6B5E', colorTextBase: '#18222F', colorBgBase: '#FFFFFF', colorBorder: '#C3CCD7', colorTextPlaceholder: '#5D6A7C' }
const dark = { colorPrimary: '#86B5F7', colorError: '#FF8B80', colorWarning: '#E0A030', colorSuccess: '#5FC9B4', colorTextBase: '#E8EDF3', colorBgBase: '#17202B', colorBorder: '#43536A', colorTextPlaceholder: '#93A0B1', colorTextLightSolid: '#0C1A2E' }

export const ControlTheme = ({ children }: { children: ReactNode }) => {
  const preferences = usePreferences()
  const scale = preferences.textSize / 100
  return (
    <ConfigProvider
      locale={preferences.language === 'zh' ? zhCN : enUS}
      theme={{
        algorithm: preferences.dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: { ...(preferences.dark ? dark : light), borderRadius: 6, controlHeight: Math.round(32 * scale), fontSize: Math.round(14 * scale), fontFamily: 'inherit', motion: false },
      }}
    >
      {children}
    </ConfigProvider>
  )
}
