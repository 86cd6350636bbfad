-- One-time codes sent to phones. The code itself stands nowhere; phone, code and origin are keyed hashes. Real time.

CREATE TABLE acc_code (
    code_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    phone_index  BINARY(16)  NOT NULL,
    purpose      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code_hash    BINARY(16)  NOT NULL,
    -- The device, or where none was named the address, that asked for it.
    origin_index BINARY(16)  NOT NULL,
    -- Whether that is a device on which the number's owner signed in before.
    at_home      TINYINT     NOT NULL,
    -- Guesses heard, and how many of them came from elsewhere.
    tries        INT         NOT NULL DEFAULT 0,
    tries_away   INT         NOT NULL DEFAULT 0,
    sent_at      DATETIME(3) NOT NULL,
    expires_at   DATETIME(3) NOT NULL,
    -- When it was used, or a newer one took its place; null while it is good.
    ended_at     DATETIME(3),
    PRIMARY KEY (code_id),
    KEY acc_code_phone (phone_index, purpose, expires_at),
    KEY acc_code_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4;
