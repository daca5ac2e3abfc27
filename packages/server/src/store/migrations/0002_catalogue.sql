-- Catalogues that have judged, and the words of every rule version that they applied.

create table catalogue_version (
  id           integer generated always as identity primary key,
  digest       text        not null unique,
  catalogue    text        not null,
  -- when a server last started with it; the latest judges
  in_force_since timestamptz not null
);

-- Facts of a rule that do not depend on the event: names, flow, node, advice. Kept when the rule is gone.
create table rule_register (
  rule         text collate "C" not null,
  rule_version text collate "C" not null,
  facts        jsonb not null,
  primary key (rule, rule_version)
);

-- Judging the whole store anew after a change of catalogue.
create table reevaluation (
  catalogue_id integer primary key references catalogue_version (id),
  total        integer     not null,
  done         integer     not null default 0,
  -- chains up to this one are done
  position     text collate "C" not null default '',
  started_at   timestamptz not null,
  finished_at  timestamptz
);
