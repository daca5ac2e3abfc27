import type { ReactNode } from 'react'

/** An empty place says why it is empty and what to do; `children` are the ways on. */
export const Note = ({ title, detail, children }: { title: string; detail: string; children?: ReactNode }) => (
  <div className="state">
    <div className="box">
      <strong>{title}</strong>
      <p className="i2">{detail}</p>
      {children}
    </div>
  </div>
)
