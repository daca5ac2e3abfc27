-- Files that were imported, and questions that were asked before an act.

create table import_job (
  id          text        primary key,
  file        text        not null,
  -- digest of the file, so that the same file goes on where it stopped
  fingerprint text        not null,
  state       text        not null,
  bytes       bigint      not null default 0,
  total_bytes bigint,
  -- records of the file that are done
  position    bigint      not null default 0,
  accepted    bigint      not null default 0,
  duplicate   bigint      not null default 0,
  rejected    bigint      not null default 0,
  error       jsonb,
  started_at  timestamptz not null,
  finished_at timestamptz
);
create index import_recent on import_job (started_at desc);
create index import_fingerprint on import_job (fingerprint);

create table import_reject (
  job_id  text    not null references import_job (id) on delete cascade,
  line    bigint  not null,
  code    text    not null,
  message jsonb   not null,
  record  text,
  primary key (job_id, line, code)
);

create table precheck_audit (
  chain_id   text collate "C" not null,
  seq        bigint generated always as identity,
  asked_at   timestamptz not null,
  node       text        not null,
  actor      text,
  decision   text        not null,
  -- ids and outcomes of the verdicts that decided
  verdicts   jsonb       not null,
  primary key (chain_id, seq)
);
