-- What the office said of a report, and the last one it accepted: the one that digests tell.
ALTER TABLE reports ADD COLUMN reviewed_by TEXT;
ALTER TABLE reports ADD COLUMN reviewed_at BIGINT;
ALTER TABLE reports ADD COLUMN return_reason TEXT;
ALTER TABLE tasks ADD COLUMN last_accepted_report_id TEXT;
CREATE INDEX reports_submitted ON reports (at) WHERE status = 'submitted';
