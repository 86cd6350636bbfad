-- The second factor. All times are real time: moving a demo's clock opens no lock and ages no code.

CREATE TABLE acc_totp (
    account_id    CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 160 bits in base 32.
    secret_sealed VARBINARY(120) NOT NULL,
    -- The last step of 30 s whose code was used; only later ones are good.
    last_step     BIGINT         NOT NULL,
    begun_at      DATETIME(3)    NOT NULL,
    -- Null until its person showed that his app knows the secret.
    confirmed_at  DATETIME(3),
    PRIMARY KEY (account_id)
) DEFAULT CHARACTER SET utf8mb4;

-- code_index is a keyed hash.
CREATE TABLE acc_recovery_code (
    account_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code_index BINARY(16)  NOT NULL,
    made_at    DATETIME(3) NOT NULL,
    used_at    DATETIME(3),
    PRIMARY KEY (account_id, code_index)
) DEFAULT CHARACTER SET utf8mb4;

-- For which request a code was used, so that the same request passes again when its answer was lost.
CREATE TABLE acc_second_factor_use (
    account_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code_index   BINARY(16)  NOT NULL,
    request_hash BINARY(32)  NOT NULL,
    act          VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    used_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (account_id, code_index),
    KEY acc_second_factor_use_age (used_at)
) DEFAULT CHARACTER SET utf8mb4;

-- Wrong codes of an account since the first of them. Only its own sessions can cause a row.
CREATE TABLE acc_second_factor_guess (
    account_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    wrong         INT         NOT NULL,
    since         DATETIME(3) NOT NULL,
    blocked_until DATETIME(3),
    PRIMARY KEY (account_id),
    KEY acc_second_factor_guess_age (since)
) DEFAULT CHARACTER SET utf8mb4;
