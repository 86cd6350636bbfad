-- A programme that one operator drafted runs once another has approved it. What runs already goes on.
ALTER TABLE ord_subsidy DROP CONSTRAINT ord_subsidy_states;
ALTER TABLE ord_subsidy
    ADD COLUMN approved_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN approved_at DATETIME(3) NULL,
    ADD CONSTRAINT ord_subsidy_states CHECK (state IN ('DRAFT', 'OPEN', 'CLOSED')),
    ADD CONSTRAINT ord_subsidy_second CHECK (approved_by <> made_by);

-- A document is taken by whom the county approved, not by whoever names it first. It stays so when its person is forgotten, until
-- the programme is over.
ALTER TABLE ord_subsidy_person
    ADD COLUMN granted_index BINARY(16) NULL AFTER number_index,
    ADD UNIQUE KEY ord_subsidy_granted_once (programme_id, granted_index);
UPDATE ord_subsidy_person SET granted_index = number_index WHERE state = 'APPROVED';
ALTER TABLE ord_subsidy_person DROP INDEX ord_subsidy_document_once;
