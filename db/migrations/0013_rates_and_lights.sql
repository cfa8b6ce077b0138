-- Which formula a plan's rates are made by, and which rules its lights.
ALTER TABLE plans ADD COLUMN rate_profile TEXT NOT NULL DEFAULT 'default'
  CHECK (rate_profile IN ('default', 'compilation'));
ALTER TABLE plans ADD COLUMN light_profile TEXT NOT NULL DEFAULT 'schedule'
  CHECK (light_profile IN ('schedule', 'points', 'month'));

-- 人工核定: a rate of a task or of an item that the office set by hand, with its reason.
CREATE TABLE hand_set_rates (
  subject_id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  rate TEXT NOT NULL,
  reason TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at BIGINT NOT NULL
);
CREATE INDEX hand_set_rates_task ON hand_set_rates (task_id);

-- 亮灯 as it stood on a day, with what it was made from: any printed light can be explained.
CREATE TABLE lights (
  task_id TEXT NOT NULL REFERENCES tasks (id),
  as_of TEXT NOT NULL,
  profile TEXT NOT NULL,
  light TEXT NOT NULL CHECK (light IN ('green', 'amber', 'red', 'done', 'grey')),
  labels TEXT NOT NULL,
  inputs TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  PRIMARY KEY (task_id, as_of)
);
