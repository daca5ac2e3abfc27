import { useSearchParams } from 'react-router'

/** Choices by name; null takes one away. */
export type Choices = Record<string, string | null>

/** What is chosen on a page stands in its address, so that back and a link that was sent work. */
export function useAddress(): { search: URLSearchParams; choose: (change: Choices, replace?: boolean) => void } {
  const [search, setSearch] = useSearchParams()
  const choose = (change: Choices, replace = true) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now)
        for (const [key, value] of Object.entries(change)) {
          if (value === null) next.delete(key)
          else next.set(key, value)
        }
        return next
      },
      { replace },
    )
  return { search, choose }
}
