-- What rings for whom: one row for each person and each state of what it is about, and what goes out of the house.

create table inbox (
  person     text collate "C" not null,
  -- the state that rings: an act of a matter, or a clock with its end. The same state never rings twice.
  key        text collate "C" not null,
  seq        bigint generated always as identity unique,
  kind       text        not null,
  chain_id   text collate "C" not null,
  -- the law's matter behind it, where it is an internal one
  origin     text collate "C",
  title      jsonb       not null,
  link       text        not null,
  -- the end of the clock; null where none runs
  due        timestamptz,
  created_at timestamptz not null,
  read_at    timestamptz,
  -- goes into the next daily digest
  digest     boolean     not null default false,
  primary key (person, key)
);
create index inbox_of_person on inbox (person, seq desc);
create index inbox_unread on inbox (person) where read_at is null;
create index inbox_for_digest on inbox (person) where digest;

-- What a person has chosen; who has chosen nothing has what the register of notices says.
create table notice_setting (
  person      text collate "C" primary key,
  -- HH:MM of the day; both null: no quiet hours
  quiet_from  text,
  quiet_until text,
  email       text,
  language    text        not null default 'zh' check (language in ('zh', 'en')),
  -- channels by kind, where they differ from the register
  channels    jsonb       not null default '{}',
  changed_at  timestamptz not null
);

create table webhook (
  id         text collate "C" primary key,
  name       text        not null,
  url        text        not null,
  algorithm  text        not null check (algorithm in ('hmac-sha256', 'hmac-sm3')),
  kinds      text[]      not null,
  -- sealed with the secret of the installation
  secret     bytea       not null,
  created_at timestamptz not null,
  removed_at timestamptz
);

-- What waits to be sent, is tried again until it arrives, and stays on record. `dedupe` keeps one thing from going out twice.
create table delivery (
  id           text collate "C" primary key,
  dedupe       text collate "C" not null unique,
  channel      text        not null check (channel in ('email', 'digest', 'webhook')),
  person       text collate "C" not null,
  -- of a webhook: its id
  target       text collate "C",
  -- keys of the inbox that it tells of
  keys         text[]      not null,
  created_at   timestamptz not null,
  not_before   timestamptz not null,
  attempts     integer     not null default 0,
  delivered_at timestamptz,
  -- given up
  failed_at    timestamptz,
  -- a code, never what the other side said
  last_error   text
);
create index delivery_due on delivery (not_before) where delivered_at is null and failed_at is null;
create index delivery_of_target on delivery (target, created_at desc) where target is not null;

-- Notices of flows that nobody has been told of yet, and changes of verdicts that were not looked through for warnings.
alter table notice add column told_at timestamptz;
create index notice_to_tell on notice (created_at) where told_at is null;
alter table outbox add column rung_at timestamptz;
create index outbox_to_ring on outbox (seq) where rung_at is null;

-- Accounts as the identity provider of the house knows them.
create table sso_link (
  issuer     text collate "C" not null,
  subject    text collate "C" not null,
  account_id text collate "C" not null references account (id),
  linked_at  timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, account_id)
);

-- Sign-ins that have gone to the provider and not come back. `state` and `browser` are digests; each is good once.
create table sso_attempt (
  state      bytea       primary key,
  browser    bytea       not null,
  nonce      text        not null,
  verifier   text        not null,
  target     text        not null,
  created_at timestamptz not null
);
create index sso_attempt_age on sso_attempt (created_at);

-- How a session began, and whether the second factor was seen to.
alter table session add column sso boolean not null default false;
alter table session add column code_due boolean not null default false;
alter table session add column factor boolean not null default false;
