-- What a file holds where Familiar wrote metadata into it since its photo was read: the photo is the same, and so are
-- its faces. Null = the content that the photo is named by.
ALTER TABLE files ADD COLUMN content_hash BLOB CHECK (length(content_hash) = 32);

-- Other contents of the same photo, which differ in the metadata that Familiar wrote.
CREATE TABLE written_contents (
  content_hash BLOB NOT NULL PRIMARY KEY CHECK (length(content_hash) = 32),
  photo_id INTEGER NOT NULL REFERENCES photos
) STRICT;

-- What in the metadata of a file is Familiar's, as JSON: nothing else in it is ever changed.
CREATE TABLE written_metadata (
  path TEXT NOT NULL PRIMARY KEY CHECK (path <> ''),
  photo_id INTEGER NOT NULL REFERENCES photos,
  target TEXT NOT NULL CHECK (target IN ('file', 'sidecar')),
  items TEXT NOT NULL
) STRICT;

CREATE INDEX written_metadata_by_photo ON written_metadata (photo_id);

-- Every time that a file was written, so that it can be put back. A batch is what one command wrote. `former_hash` null =
-- there was no such file; `written_hash` null = it was taken away, as nothing was left in it.
CREATE TABLE metadata_writes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  photo_id INTEGER NOT NULL REFERENCES photos,
  path TEXT NOT NULL,
  target TEXT NOT NULL CHECK (target IN ('file', 'sidecar')),
  former_hash BLOB CHECK (length(former_hash) = 32),
  former_modified_at_ms REAL,
  former_items TEXT NOT NULL,
  written_hash BLOB CHECK (length(written_hash) = 32),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX metadata_writes_by_batch ON metadata_writes (batch, id);
