-- What lists sort by, kept beside the task: the date of its next open node. It holds for one version
-- of the task; of any other it is computed, until it is noted anew.
ALTER TABLE tasks ADD COLUMN urgent_on TEXT;
ALTER TABLE tasks ADD COLUMN urgent_version INTEGER;
CREATE INDEX tasks_list ON tasks
  (plan_id, archived_at, is_internal, state, version, urgent_version, urgent_on, seq, id);
