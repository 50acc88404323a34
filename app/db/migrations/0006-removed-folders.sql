-- A folder that the user took out of the library stays known, so that it can be put back. Its files are missing from
-- then on, unless they lie in another folder of the library too; put back, those that went missing with it are there again.
ALTER TABLE roots ADD COLUMN removed_at_ms INTEGER;

-- A path ends in a separator only when it is the top of a drive. Windows' own begin with a letter or two backslashes.
CREATE TRIGGER roots_removed AFTER UPDATE OF removed_at_ms ON roots
WHEN old.removed_at_ms IS NULL AND new.removed_at_ms IS NOT NULL
BEGIN
  UPDATE files SET missing_since_ms = new.removed_at_ms
  WHERE missing_since_ms IS NULL
    AND path >= iif(new.path LIKE '/%', rtrim(new.path, '/') || '/', rtrim(new.path, '\') || '\')
    AND path < iif(new.path LIKE '/%', rtrim(new.path, '/') || '0', rtrim(new.path, '\') || ']')
    AND NOT EXISTS (
      SELECT 1 FROM roots AS other WHERE other.id <> new.id AND other.removed_at_ms IS NULL
        AND (files.path = other.path
          OR files.path >= iif(other.path LIKE '/%', rtrim(other.path, '/') || '/', rtrim(other.path, '\') || '\')
            AND files.path < iif(other.path LIKE '/%', rtrim(other.path, '/') || '0', rtrim(other.path, '\') || ']')));
END;

CREATE TRIGGER roots_put_back AFTER UPDATE OF removed_at_ms ON roots
WHEN old.removed_at_ms IS NOT NULL AND new.removed_at_ms IS NULL
BEGIN
  UPDATE files SET missing_since_ms = NULL
  WHERE missing_since_ms = old.removed_at_ms
    AND path >= iif(new.path LIKE '/%', rtrim(new.path, '/') || '/', rtrim(new.path, '\') || '\')
    AND path < iif(new.path LIKE '/%', rtrim(new.path, '/') || '0', rtrim(new.path, '\') || ']');
END;
