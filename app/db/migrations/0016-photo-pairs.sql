-- A camera's raw file and the picture that the camera saved beside it are one photo (decision 0028): the file of the raw
-- photo shows the picture's photo, with its faces, names and albums.

-- The photo that the content of this file is by itself, where the file shows another one.
ALTER TABLE files ADD COLUMN raw_photo_id INTEGER REFERENCES photos;
CREATE INDEX files_by_raw_photo ON files (raw_photo_id) WHERE raw_photo_id IS NOT NULL;

-- Found by scans. The files follow by themselves, whoever writes here.
CREATE TABLE photo_pairs (
  raw_photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos,
  photo_id INTEGER NOT NULL REFERENCES photos,
  CHECK (raw_photo_id <> photo_id)
) STRICT;

CREATE INDEX photo_pairs_by_photo ON photo_pairs (photo_id);

-- The user said that these two are two photos; no scan makes a pair of that raw photo again.
CREATE TABLE parted_pairs (
  raw_photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos,
  photo_id INTEGER NOT NULL REFERENCES photos,
  CHECK (raw_photo_id <> photo_id)
) STRICT;

CREATE TRIGGER pairs_made AFTER INSERT ON photo_pairs
BEGIN
  UPDATE files SET photo_id = new.photo_id, raw_photo_id = new.raw_photo_id,
    previous_photo_id = nullif(previous_photo_id, new.photo_id)
  WHERE photo_id = new.raw_photo_id AND raw_photo_id IS NULL;
END;

CREATE TRIGGER pairs_changed AFTER UPDATE OF photo_id ON photo_pairs
BEGIN
  UPDATE files SET photo_id = new.photo_id, previous_photo_id = nullif(previous_photo_id, new.photo_id)
  WHERE raw_photo_id = new.raw_photo_id;
END;

-- What was said of the faces while it was one photo is said of both: as of an edited photo.
CREATE TRIGGER pairs_ended AFTER DELETE ON photo_pairs
BEGIN
  UPDATE files SET photo_id = old.raw_photo_id, raw_photo_id = NULL, previous_photo_id = old.photo_id
  WHERE raw_photo_id = old.raw_photo_id;
END;

CREATE TRIGGER pairs_parted AFTER INSERT ON parted_pairs
BEGIN DELETE FROM photo_pairs WHERE raw_photo_id = new.raw_photo_id; END;

CREATE TRIGGER pairs_joined AFTER DELETE ON parted_pairs
BEGIN
  INSERT INTO photo_pairs (raw_photo_id, photo_id) VALUES (old.raw_photo_id, old.photo_id)
  ON CONFLICT (raw_photo_id) DO UPDATE SET photo_id = excluded.photo_id;
END;
