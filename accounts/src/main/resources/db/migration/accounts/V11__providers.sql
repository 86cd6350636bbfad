-- Sign-in by others who know people. Secrets of a visit are kept as hashes only. Times are real time.

CREATE TABLE acc_identity (
    identity_id    CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id     CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    provider       VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Keyed hash of provider, authority and subject.
    subject_index  BINARY(16)     NOT NULL,
    -- Authority, a line break, subject.
    subject_sealed VARBINARY(1400) NOT NULL,
    linked_at      DATETIME(3)    NOT NULL,
    used_at        DATETIME(3)    NOT NULL,
    PRIMARY KEY (identity_id),
    UNIQUE KEY acc_identity_subject (subject_index),
    -- One a provider: a second one is not slipped in beside it.
    UNIQUE KEY acc_identity_account (account_id, provider)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_provider_visit (
    visit_id       CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    provider       VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SHA-256 of what travels to the provider and back.
    state_hash     BINARY(32)     NOT NULL,
    -- SHA-256 of what stays in the browser; nonce and verifier follow from it.
    secret_hash    BINARY(32)     NOT NULL,
    expires_at     DATETIME(3)    NOT NULL,
    used_at        DATETIME(3),
    -- Of an identity that nobody has here: SHA-256 of the ticket by which it can be linked once.
    ticket_hash    BINARY(32),
    ticket_until   DATETIME(3),
    subject_index  BINARY(16),
    subject_sealed VARBINARY(1400),
    PRIMARY KEY (visit_id),
    UNIQUE KEY acc_provider_visit_state (state_hash),
    UNIQUE KEY acc_provider_visit_ticket (ticket_hash),
    KEY acc_provider_visit_age (expires_at)
) DEFAULT CHARACTER SET utf8mb4;
