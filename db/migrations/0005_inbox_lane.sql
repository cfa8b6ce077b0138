-- Events of one lane (a chat) are handled in the order in which they came, by whichever process.
ALTER TABLE inbox ADD COLUMN lane TEXT;
CREATE INDEX inbox_lane ON inbox (lane, received_at) WHERE state = 'waiting';
