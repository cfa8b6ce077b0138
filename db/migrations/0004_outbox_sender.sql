-- When a message of unknown outcome was sent once more, its hour being over: that is done once.
ALTER TABLE outbox ADD COLUMN resent_at BIGINT;
-- What was sent in the last two minutes counts for whoever sends next.
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE settled_at IS NOT NULL;
