/** Who acts: the one shape in which every part of the server hears of a person, a client or this machine's own user. */

export interface Actor {
  /** `local`: whoever sits at a server on which no account exists yet; it listens on this machine only */
  kind: 'person' | 'client' | 'local'
  id: string
  name: string
  roles: readonly string[]
  permissions: ReadonlySet<string>
  /** `path`: from the province down, `jl.cc.ca` */
  org: { id: string; path: string; agency: string; name: string } | null
  session: string | null
}
