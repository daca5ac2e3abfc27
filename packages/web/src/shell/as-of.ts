import { useAddress } from './use-address.ts'

/**
 * The moment up to which events count, where a page can look back (the matters). It stands in the address (`?asOf=`),
 * so that a look back can be sent to a colleague; null means now.
 */
export function useAsOf(): { asOf: string | null; setAsOf: (moment: string | null) => void } {
  const { search, choose } = useAddress()
  const setAsOf = (moment: string | null) => choose({ asOf: moment }, false)
  return { asOf: search.get('asOf'), setAsOf }
}

/** An address of a page that can look back, keeping the chosen moment. */
export function useLinkTo(): (path: string, query?: Record<string, string>) => string {
  const { asOf } = useAsOf()
  return (path, query = {}) => {
    const search = new URLSearchParams({ ...query, ...(asOf === null ? {} : { asOf }) }).toString()
    return search === '' ? path : `${path}?${search}`
  }
}

export const matterPath = (chain: string): string => `/matters/${encodeURIComponent(chain)}`
