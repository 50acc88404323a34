-- What came of a run in figures, and file by file: JSON, checked by its schema when it is read; null = nothing to tell.
ALTER TABLE jobs ADD COLUMN report TEXT;
