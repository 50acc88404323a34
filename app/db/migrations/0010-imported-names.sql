-- Names that were taken over from the metadata of photos, each once: what the user made of them since is their word, and
-- importing again does not change it. `digest` stands for the name and the place as the file has them.
CREATE TABLE imported_names (
  photo_id INTEGER NOT NULL REFERENCES photos,
  digest TEXT NOT NULL CHECK (digest <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  -- Who the name became, so that names of photos that come later go to the same person, however they are called by then.
  person_id INTEGER REFERENCES people ON DELETE SET NULL,
  PRIMARY KEY (photo_id, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX imported_names_by_person ON imported_names (person_id);
