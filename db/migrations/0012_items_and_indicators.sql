-- 细化项目 and 量化指标 of a task, and what reports say of them. `printed_rate`: as in the document.
ALTER TABLE tasks ADD COLUMN printed_rate TEXT;
CREATE TABLE items (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  printed_rate TEXT,
  archived_at BIGINT
);
CREATE INDEX items_task ON items (task_id, position);
-- Targets and values are decimal text in the unit, 万 and 亿 being part of it. `value` or `none` is
-- the last accepted one, of the report `value_report_id`.
CREATE TABLE indicators (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  item_id TEXT NOT NULL REFERENCES items (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  target_text TEXT,
  target TEXT,
  baseline TEXT,
  direction TEXT NOT NULL CHECK (direction IN ('at_least', 'at_most', 'equal', 'once', 'growth')),
  basis TEXT,
  printed_rate TEXT,
  is_proposal INTEGER NOT NULL DEFAULT 0 CHECK (is_proposal IN (0, 1)),
  value TEXT,
  none TEXT CHECK (none IN ('no_data', 'not_due', 'unpublished', 'not_applicable')),
  said TEXT,
  value_report_id TEXT,
  archived_at BIGINT
);
CREATE INDEX indicators_task ON indicators (task_id, position);
CREATE TABLE report_values (
  report_id TEXT NOT NULL REFERENCES reports (id),
  indicator_id TEXT NOT NULL REFERENCES indicators (id),
  value TEXT,
  none TEXT CHECK (none IN ('no_data', 'not_due', 'unpublished', 'not_applicable')),
  said TEXT NOT NULL,
  PRIMARY KEY (report_id, indicator_id)
);
CREATE INDEX report_values_indicator ON report_values (indicator_id);
ALTER TABLE reports ADD COLUMN highlights TEXT NOT NULL DEFAULT '';
