-- 待签收 since when; 视同签收; where a suspended task goes back to; into which task one was merged;
-- where a task of 立项 comes from.
ALTER TABLE tasks ADD COLUMN awaiting_since BIGINT;
ALTER TABLE tasks ADD COLUMN is_deemed INTEGER NOT NULL DEFAULT 0 CHECK (is_deemed IN (0, 1));
ALTER TABLE tasks ADD COLUMN suspended_from TEXT;
ALTER TABLE tasks ADD COLUMN merged_into TEXT;
ALTER TABLE tasks ADD COLUMN source TEXT;
ALTER TABLE tasks ADD COLUMN source_no TEXT;
CREATE INDEX tasks_awaiting ON tasks (awaiting_since) WHERE state = 'awaiting_acknowledgement';
UPDATE tasks SET awaiting_since = (
  SELECT MAX(at) FROM audit_events
  WHERE subject = 'plan:' || tasks.plan_id AND type = 'plan.dispatched'
) WHERE state = 'awaiting_acknowledgement';

-- A breakdown (nodes, indicators, liaison as JSON in `details`) is asked like the others;
-- `reference`: the decision that a request rests on.
CREATE TABLE task_requests_new (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  kind TEXT NOT NULL CHECK (kind IN ('extension', 'close_out', 'objection', 'breakdown')),
  milestone_id TEXT,
  new_due_on TEXT,
  reason TEXT NOT NULL,
  reference TEXT,
  details TEXT,
  by_open_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused')),
  answer TEXT,
  decided_by TEXT,
  decided_at BIGINT,
  version INTEGER NOT NULL
);
INSERT INTO task_requests_new
  (id, task_id, kind, milestone_id, new_due_on, reason, by_open_id, created_at, state, answer,
   decided_by, decided_at, version)
  SELECT id, task_id, kind, milestone_id, new_due_on, reason, by_open_id, created_at, state, answer,
    decided_by, decided_at, version FROM task_requests;
DROP TABLE task_requests;
ALTER TABLE task_requests_new RENAME TO task_requests;
CREATE INDEX task_requests_task ON task_requests (task_id, created_at);
CREATE INDEX task_requests_open ON task_requests (created_at) WHERE state = 'open';

-- 批示 once the office gave it a number; a date by which it is to be answered.
ALTER TABLE directives ADD COLUMN number TEXT;
ALTER TABLE directives ADD COLUMN due_on TEXT;

-- 改, 调整: what a field said before, with reason and the decision's reference.
CREATE TABLE task_edits (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  reason TEXT,
  reference TEXT,
  by_open_id TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX task_edits_task ON task_edits (task_id, at);

-- 已电话联系: a unit (or a person) that was called, and what was said.
CREATE TABLE phone_calls (
  id TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  note TEXT NOT NULL,
  by_open_id TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX phone_calls_unit ON phone_calls (unit, at);
-- The last messages to somebody who does not answer.
CREATE INDEX outbox_receiver ON outbox (receiver_id, created_at);
