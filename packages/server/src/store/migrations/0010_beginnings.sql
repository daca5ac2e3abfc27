-- Who began an internal matter, and the agencies above the one that it concerns, as paths, the nearest first.
alter table internal_matter add column begun_by text collate "C";
alter table internal_matter add column above jsonb not null default '[]';
create index internal_begun on internal_matter (begun_by) where begun_by is not null;
