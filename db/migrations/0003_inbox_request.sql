-- The request that brought the event: by it the lines of both are found in the log.
ALTER TABLE inbox ADD COLUMN request_id TEXT;
