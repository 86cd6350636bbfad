-- What the features of accounts share beyond V1: people without a phone, where somebody signed in, and who changed.

ALTER TABLE acc_account
    -- Null for a villager whose record his station keeps, and for one who asked to be forgotten.
    MODIFY COLUMN phone_sealed VARBINARY(120),
    MODIFY COLUMN phone_index BINARY(16),
    MODIFY COLUMN password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin,
    -- The county that took him in: whose operators may see and suspend him.
    ADD COLUMN county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '500233',
    -- The account that a merged one lives on in.
    ADD COLUMN merged_into CHAR(13) CHARACTER SET ascii COLLATE ascii_bin,
    ADD KEY acc_account_merged (merged_into);

ALTER TABLE acc_account ALTER COLUMN county_code DROP DEFAULT;

ALTER TABLE acc_session
    -- PASSWORD, CODE or PROVIDER.
    ADD COLUMN way VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PASSWORD',
    -- What the client said it is, shortened; shown in the list of devices.
    ADD COLUMN agent VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    -- Keyed hash of what the client calls its device; null when it does not say.
    ADD COLUMN device_index BINARY(16),
    -- SHA-256 of the cookie of a browser's session; null for a session of tokens.
    ADD COLUMN cookie_hash BINARY(32),
    ADD COLUMN seen_at DATETIME(3),
    ADD UNIQUE KEY acc_session_cookie (cookie_hash);

-- Whose authority changed (grants, suspension, sessions ended), so that every instance forgets what it remembers of him.
CREATE TABLE acc_authority_change (
    change_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Real time, by the database's clock.
    told_at    DATETIME(3) NOT NULL,
    PRIMARY KEY (change_id),
    KEY acc_authority_change_age (told_at)
) DEFAULT CHARACTER SET utf8mb4;
