-- Chains of events and what was judged of them.
-- Every table of the hot path is keyed by chain_id first, so that a chain can live on one shard with its verdicts.
-- Identifiers compare by bytes ("C"): cheaper, and the same on every machine.

-- One row per matter (一案). The row is also the lock under which its events are appended.
create table chain (
  chain_id      text collate "C" primary key,
  -- hash chain: number of events and SM3 of the last one; the first hash is taken over 32 zero bytes
  length        integer     not null default 0,
  head          bytea       not null default decode(repeat('00', 32), 'hex'),
  -- earliest instant at which a verdict changes without a new event
  next_check_at timestamptz,
  -- catalogue under which the verdicts were made
  catalogue_id  integer,
  -- summary for lists and search, derived from the events
  title         text        not null default '',
  case_nos      jsonb       not null default '[]',
  persons       jsonb       not null default '[]',
  minors        jsonb       not null default '[]',
  place         text,
  agencies      jsonb       not null default '[]',
  flow          text,
  last_node     text,
  first_at      timestamptz,
  last_at       timestamptz,
  -- verdicts by outcome: ok, pending, warning, violation, not_evaluated
  counts        jsonb       not null default '[0,0,0,0,0]',
  next_due      text,
  search        text        not null default ''
);
create index chain_wake on chain (next_check_at) where next_check_at is not null;
create index chain_recent on chain (last_at desc, chain_id desc);

-- Append-only. `body` is the event as the contract writes it; the columns beside it repeat parts of it for queries.
create table event (
  chain_id    text collate "C" not null,
  source      text collate "C" not null,
  id          text collate "C" not null,
  seq         integer     not null,
  node        text        not null,
  at          timestamptz not null,
  recorded_at timestamptz,
  received_at timestamptz not null,
  hash        bytea       not null,
  body        jsonb       not null,
  primary key (chain_id, source, id)
);

-- An id is unique within its source, whatever chain it is filed under.
create table event_key (
  source   text collate "C" not null,
  id       text collate "C" not null,
  chain_id text collate "C" not null,
  primary key (source, id)
);

-- The verdicts in force, as compact as the engine makes them. Sentences and traces are not stored: they follow from
-- the events, the rule and the catalogue, and are made anew when somebody reads them.
create table verdict (
  chain_id     text collate "C" not null,
  id           text collate "C" not null,
  rule         text collate "C" not null,
  rule_version text collate "C" not null,
  agency       text        not null,
  outcome      text        not null,
  reason       text        not null,
  detail       text,
  -- events of the chain by their number in it
  anchor_seq   integer     not null,
  closed_seq   integer,
  -- when the judged act happened, as written, where that is not the closing event's own time
  at           text,
  -- stricter and lenient end: days since 1970 or minutes since 1970, as `unit` says
  unit         text        not null,
  due          integer,
  lenient      integer,
  -- place on the list of the day: 1 clock without end, 2 to be verified, 3 breach; null: not on it
  lane         smallint,
  -- lane 1: the instant at which the due date has passed ('infinity' while paused); others: when it happened
  sort_at      timestamptz,
  anchor_at    timestamptz not null,
  closed_at    timestamptz,
  primary key (chain_id, id)
);
-- Few distinct keys and no included columns: such indexes are stored deduplicated and cost an import little.
create index verdict_by_rule on verdict (rule, outcome);
create index verdict_today on verdict (lane, sort_at, outcome) where lane is not null;
create index verdict_today_of_agency on verdict (agency, lane, sort_at, outcome) where lane is not null;

-- Verdicts that were replaced, in full. `cause`: event, time or catalogue.
create table verdict_history (
  chain_id    text collate "C" not null,
  id          text collate "C" not null,
  replaced_at timestamptz not null,
  cause       text        not null,
  outcome     text        not null,
  -- outcome of the verdict that took its place; null where none did
  now_outcome text,
  body        jsonb       not null,
  seq         bigint generated always as identity,
  primary key (chain_id, id, seq)
);

-- Changes of outcome for those who are told about them.
create table outbox (
  chain_id   text collate "C" not null,
  seq        bigint generated always as identity,
  created_at timestamptz not null,
  -- [{"id", "from", "to"}]
  changes    jsonb       not null,
  primary key (chain_id, seq)
);
create index outbox_age on outbox (created_at);
