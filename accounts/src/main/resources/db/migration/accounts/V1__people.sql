-- People, what they may do, and who is signed in. Names, phones and addresses are sealed; *_index are keyed blind indexes.

CREATE TABLE acc_account (
    account_id    CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    phone_sealed  VARBINARY(120) NOT NULL,
    phone_index   BINARY(16)     NOT NULL,
    name_sealed   VARBINARY(400) NOT NULL,
    password_hash VARCHAR(200)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- ACTIVE or SUSPENDED.
    state         VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at    DATETIME(3)    NOT NULL,
    PRIMARY KEY (account_id),
    UNIQUE KEY acc_account_phone (phone_index)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_grant (
    grant_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role        VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scope_kind  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scope_value VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- County time: holds from valid_from on, and before valid_until when there is one.
    valid_from  DATETIME(3) NOT NULL,
    valid_until DATETIME(3),
    -- 1 while the grant stands, null once it was ended: a standing one exists once, ended ones are history.
    standing    TINYINT,
    given_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ended_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (grant_id),
    UNIQUE KEY acc_grant_standing (account_id, role, scope_kind, scope_value, standing)
) DEFAULT CHARACTER SET utf8mb4;

-- Times of sessions, tokens and guesses are real time: moving a demo's clock signs nobody out and opens no lock.
CREATE TABLE acc_session (
    session_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Keyed hash of the network address it was opened from.
    address_index BINARY(16)  NOT NULL,
    opened_at     DATETIME(3) NOT NULL,
    expires_at    DATETIME(3) NOT NULL,
    ended_at      DATETIME(3),
    -- SIGNED_OUT, TOKEN_REUSED or SUSPENDED.
    end_reason    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (session_id),
    KEY acc_session_account (account_id, address_index, opened_at),
    KEY acc_session_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_refresh_token (
    token_hash BINARY(32)  NOT NULL,
    session_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    issued_at  DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    -- Set once, when it was exchanged for the next one.
    used_at    DATETIME(3),
    PRIMARY KEY (token_hash),
    KEY acc_refresh_token_session (session_id)
) DEFAULT CHARACTER SET utf8mb4;

-- Wrong guesses at passwords, by phone and address together, by phone, by address. Keys are keyed hashes.
CREATE TABLE acc_guess (
    bucket        BINARY(16)  NOT NULL,
    failures      INT         NOT NULL,
    last_at       DATETIME(3) NOT NULL,
    blocked_until DATETIME(3),
    PRIMARY KEY (bucket),
    KEY acc_guess_age (last_at)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_recipient (
    recipient_id     CHAR(13)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id       CHAR(13)        CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name_sealed      VARBINARY(400)  NOT NULL,
    phone_sealed     VARBINARY(120)  NOT NULL,
    address_sealed   VARBINARY(1000),
    phone_index      BINARY(16)      NOT NULL,
    phone_tail_index BINARY(16)      NOT NULL,
    name_index       BINARY(16)      NOT NULL,
    created_at       DATETIME(3)     NOT NULL,
    PRIMARY KEY (recipient_id),
    KEY acc_recipient_account (account_id, recipient_id),
    KEY acc_recipient_phone (phone_index),
    KEY acc_recipient_tail (phone_tail_index),
    KEY acc_recipient_name (name_index)
) DEFAULT CHARACTER SET utf8mb4;
