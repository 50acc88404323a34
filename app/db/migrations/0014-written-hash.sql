-- Two tables that are often joined had a column content_hash. This one: what a file holds where Familiar wrote into it.
ALTER TABLE files RENAME COLUMN content_hash TO written_hash;
