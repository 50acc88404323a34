-- Times ending in _at_ms or _since_ms are milliseconds since 1970 (UTC).
-- Boxes and landmarks are pixels of the upright photo, the one a person sees after the EXIF orientation.

CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The folders that the user named.
CREATE TABLE roots (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE CHECK (path <> ''),
  added_at_ms INTEGER NOT NULL
) STRICT;

-- A photo is its content. The files that show it come, move and go; the photo stays.
CREATE TABLE photos (
  id INTEGER PRIMARY KEY,
  content_hash BLOB NOT NULL UNIQUE CHECK (length(content_hash) = 32),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  format TEXT,
  width INTEGER CHECK (width > 0),
  height INTEGER CHECK (height > 0),
  orientation INTEGER CHECK (orientation BETWEEN 1 AND 8),
  taken_at TEXT,
  taken_at_offset TEXT,
  camera_make TEXT,
  camera_model TEXT,
  latitude REAL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL CHECK (longitude BETWEEN -180 AND 180),
  -- The recipe (models and settings) of the last analysis that finished; null = not analysed yet.
  recipe TEXT,
  -- Why the last analysis failed, in words for people, and the recipe that failed. It is not tried
  -- again until the recipe changes or the user asks for it.
  failure TEXT,
  failed_recipe TEXT,
  crash_count INTEGER NOT NULL DEFAULT 0 CHECK (crash_count >= 0),
  analysed_at_ms INTEGER,
  CHECK ((width IS NULL) = (height IS NULL)),
  CHECK ((latitude IS NULL) = (longitude IS NULL)),
  CHECK ((recipe IS NULL) = (analysed_at_ms IS NULL)),
  CHECK ((failure IS NULL) = (failed_recipe IS NULL))
) STRICT;

-- What is left to do is found without an index: reading 500,000 photos takes 34 ms.
CREATE INDEX photos_with_failure ON photos (id) WHERE failure IS NOT NULL;

CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  -- Absolute, with exactly the characters that the file system gave (no Unicode normalisation).
  path TEXT NOT NULL UNIQUE CHECK (path <> ''),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  modified_at_ms REAL NOT NULL,
  photo_id INTEGER REFERENCES photos,
  -- Why the file could not be read, in words for people.
  failure TEXT,
  missing_since_ms INTEGER,
  -- The photo that this path showed before its content changed, so that decisions can be carried over.
  previous_photo_id INTEGER REFERENCES photos,
  CHECK (photo_id IS NULL OR failure IS NULL)
) STRICT;

CREATE INDEX files_by_photo ON files (photo_id, missing_since_ms);
CREATE INDEX files_by_previous_photo ON files (previous_photo_id) WHERE previous_photo_id IS NOT NULL;
CREATE INDEX files_with_failure ON files (path) WHERE failure IS NOT NULL;

-- The ids of people, clusters and faces are never used twice: the saved face index, exports and the user's
-- decisions name them.
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (trim(name) <> '')
) STRICT;

CREATE TABLE clusters (
  id INTEGER PRIMARY KEY AUTOINCREMENT
) STRICT;

CREATE TABLE faces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  photo_id INTEGER NOT NULL REFERENCES photos,
  x REAL NOT NULL,
  y REAL NOT NULL,
  width REAL NOT NULL CHECK (width > 0),
  height REAL NOT NULL CHECK (height > 0),
  score REAL NOT NULL CHECK (score >= 0),
  quality REAL NOT NULL CHECK (quality BETWEEN 0 AND 1),
  sharpness REAL NOT NULL,
  yaw REAL NOT NULL,
  -- float32, little-endian: x, y, x, y ...
  landmarks BLOB NOT NULL CHECK (length(landmarks) % 8 = 0),
  cluster_id INTEGER REFERENCES clusters,
  person_id INTEGER REFERENCES people,
  ignored INTEGER NOT NULL DEFAULT 0 CHECK (ignored IN (0, 1))
) STRICT;

CREATE INDEX faces_by_photo ON faces (photo_id);
CREATE INDEX faces_by_cluster ON faces (cluster_id);
-- Holds all that the listings of people and groups count, and finds the faces that have no cluster yet.
CREATE INDEX faces_by_person ON faces (person_id, ignored, cluster_id, photo_id);

-- With a rowid: a vector of 2 KB is kept whole in its leaf. WITHOUT ROWID would move it to an overflow page or
-- an inner node: with pages of 16 KB as large, but a fifth slower to write and to read (4 and 8 KB: worse).
CREATE TABLE embeddings (
  face_id INTEGER NOT NULL REFERENCES faces ON DELETE CASCADE,
  model TEXT NOT NULL CHECK (model <> ''),
  -- float32, little-endian, of length 1 (L2).
  vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
  PRIMARY KEY (face_id, model)
) STRICT;
