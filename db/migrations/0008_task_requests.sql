-- What a unit asks of the office about a task, and what the office answered.
CREATE TABLE task_requests (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES tasks (id),
  kind TEXT NOT NULL CHECK (kind IN ('extension', 'close_out', 'objection')),
  milestone_id TEXT,
  new_due_on TEXT,
  reason TEXT NOT NULL,
  by_open_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused')),
  answer TEXT,
  decided_by TEXT,
  decided_at BIGINT,
  version INTEGER NOT NULL
);
CREATE INDEX task_requests_task ON task_requests (task_id, created_at);
CREATE INDEX task_requests_open ON task_requests (created_at) WHERE state = 'open';
-- The date as printed, of a node whose date was moved.
ALTER TABLE milestones ADD COLUMN printed_due_on TEXT;
