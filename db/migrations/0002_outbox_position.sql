-- Rows of one moment and one priority leave in the order in which they were added: SQLite's row
-- number did that by chance, PostgreSQL has no such thing.
ALTER TABLE outbox ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
CREATE INDEX outbox_position ON outbox (position);
