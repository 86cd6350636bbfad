-- Rows of a file that were refused, as CSV below the file's own header; null where none was.
ALTER TABLE cat_import ADD COLUMN refused LONGTEXT;
