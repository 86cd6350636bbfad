-- Whose name was checked against which document, when and by whom. Numbers are sealed; they go when their person is forgotten.

CREATE TABLE acc_verification (
    verification_id CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id      CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code     VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- ID_CARD, RESIDENCE_PERMIT or PASSPORT.
    document        VARCHAR(20)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_sealed     VARBINARY(400),
    number_sealed   VARBINARY(120),
    number_index    BINARY(16),
    -- Where a copy lies, if one was handed in.
    file_reference  VARCHAR(120)   CHARACTER SET ascii COLLATE ascii_bin,
    -- The document's own last day; null when it has none.
    valid_until     DATE,
    -- PENDING, APPROVED, DECLINED, REPLACED, EXPIRED or ERASED.
    state           VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 while PENDING: one at a time for an account.
    pending         TINYINT,
    -- 1 while APPROVED: one for an account, and a document stands for one account only.
    standing        TINYINT,
    handed_in_at    DATETIME(3)    NOT NULL,
    decided_at      DATETIME(3),
    -- Account id of the reviewer, or the verification service.
    decided_by      VARCHAR(64)    CHARACTER SET ascii COLLATE ascii_bin,
    reason          VARCHAR(200)   CHARACTER SET utf8mb4,
    reminded_at     DATETIME(3),
    PRIMARY KEY (verification_id),
    UNIQUE KEY acc_verification_pending (account_id, pending),
    UNIQUE KEY acc_verification_standing (account_id, standing),
    UNIQUE KEY acc_verification_document (number_index, standing),
    KEY acc_verification_queue (county_code, pending, verification_id),
    KEY acc_verification_expiry (standing, valid_until)
) DEFAULT CHARACTER SET utf8mb4;
