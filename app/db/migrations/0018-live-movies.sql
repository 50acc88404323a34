-- The movies of Live Photos: each belongs to a still, and is never a photo of its own (decision 0028). Found by scans.
CREATE TABLE live_movies (
  path TEXT NOT NULL PRIMARY KEY CHECK (path <> ''),
  photo_id INTEGER NOT NULL REFERENCES photos
) STRICT, WITHOUT ROWID;

CREATE INDEX live_movies_by_photo ON live_movies (photo_id);
