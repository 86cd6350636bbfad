-- Operators find people by the last four digits of a phone and by name, without anything being opened. What was there before is
-- hashed by the application, which alone has the key.
ALTER TABLE acc_account
    ADD COLUMN phone_tail_index BINARY(16),
    ADD COLUMN name_index BINARY(16),
    ADD KEY acc_account_tail (phone_tail_index, account_id),
    ADD KEY acc_account_name (name_index, account_id);
