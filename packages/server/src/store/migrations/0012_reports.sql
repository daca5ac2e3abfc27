-- The matter of law that a sealed report is about. It is no origin: the report is neither barred nor opened by it.
alter table internal_matter add column about text collate "C";
create index internal_about on internal_matter (about) where about is not null;
