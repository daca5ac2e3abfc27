-- Organisations, people, and how they sign in.
create extension if not exists ltree;

-- The tree of places, agencies and departments. A path is computed from the parents, never taken from outside.
create table org_unit (
  id        text collate "C" primary key,
  parent_id text collate "C" references org_unit (id),
  kind      text  not null check (kind in ('place', 'agency', 'department')),
  -- null for a place
  agency    text  check (agency in ('committee', 'police', 'procuratorate', 'court', 'prison', 'justice', 'others')),
  -- code of the administrative division
  place     text  collate "C" not null,
  name      text  not null,
  path      ltree not null unique,
  check ((kind = 'place') = (agency is null))
);
create index org_unit_path on org_unit using gist (path);
create index org_unit_parent on org_unit (parent_id);

-- `id` is the employee number.
create table person (
  id   text collate "C" primary key,
  name text not null
);

-- Who held which role where, and when. Rows end; they are never removed, so that history stays.
create table post (
  id        bigint generated always as identity primary key,
  person_id text collate "C" not null references person (id),
  unit_id   text collate "C" not null references org_unit (id),
  role      text not null,
  title     text,
  since     date not null,
  until     date check (until >= since),
  unique (person_id, unit_id, role, since)
);
create index post_of_unit on post (unit_id);

-- Leave, and who takes the place meanwhile.
create table absence (
  id            bigint generated always as identity primary key,
  person_id     text collate "C" not null references person (id),
  kind          text not null check (kind in ('leave', 'secondment', 'training', 'sick')),
  since         date not null,
  until         date not null check (until >= since),
  substitute_id text collate "C" references person (id) check (substitute_id <> person_id),
  unique (person_id, since)
);
create index absence_of_substitute on absence (substitute_id) where substitute_id is not null;

create table account (
  id             text collate "C" primary key,
  person_id      text collate "C" not null unique references person (id),
  -- argon2id in the usual notation, with its parameters
  password       text        not null,
  password_at    timestamptz not null,
  must_change    boolean     not null default true,
  -- sealed with the secret of the installation
  totp           bytea,
  -- a second factor that is set up but not confirmed
  totp_offered   bytea,
  -- number of the last time step whose code was used: a code is good once
  totp_step      bigint      not null default 0,
  failures       integer     not null default 0,
  locked_until   timestamptz,
  disabled_at    timestamptz,
  -- made for a demonstration; no other server starts with it
  demo           boolean     not null default false,
  created_at     timestamptz not null
);

-- Passwords that were used before.
create table password_history (
  account_id text collate "C" not null references account (id),
  password   text        not null,
  replaced_at timestamptz not null,
  primary key (account_id, replaced_at)
);

-- `token` is the SHA-256 of what the cookie holds: who reads the table cannot sign in with it.
create table session (
  token      bytea       primary key,
  id         text collate "C" not null unique,
  account_id text collate "C" not null references account (id),
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  address    text        not null,
  agent      text        not null,
  ended_at   timestamptz,
  -- out, remote, rotated, password, locked, idle, absolute
  ended_why  text
);
create index session_of_account on session (account_id) where ended_at is null;

create table api_client (
  id         text collate "C" primary key,
  name       text        not null,
  scopes     text[]      not null,
  unit_id    text collate "C" references org_unit (id),
  demo       boolean     not null default false,
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- Several keys may be good at a time, so that a key can be replaced without a gap.
create table api_key (
  id         text collate "C" primary key,
  client_id  text collate "C" not null references api_client (id),
  hash       bytea       not null,
  created_at timestamptz not null,
  -- null: until it is replaced
  expires_at timestamptz,
  used_at    timestamptz
);
create index api_key_of_client on api_key (client_id);
