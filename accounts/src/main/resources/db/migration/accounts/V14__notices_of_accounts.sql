-- Whom a message was for, so that he can have a list of what he was told.

ALTER TABLE acc_notice
    -- Null for a code: it goes to a number, whoever has it.
    ADD COLUMN account_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin,
    ADD KEY acc_notice_account (account_id, notice_id);
