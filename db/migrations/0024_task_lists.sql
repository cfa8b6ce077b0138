-- Lists of tasks: the next open node of a task, and the tasks of a person or unit, by index alone.
CREATE INDEX milestones_dates ON milestones (task_id, due_on, done_on, archived_at);
DROP INDEX duties_party;
CREATE INDEX duties_party ON duties (party_id, role, task_id);
