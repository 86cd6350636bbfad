-- Keys of outside systems. Of a key's text only SHA-256 is kept.

CREATE TABLE acc_api_key (
    key_id         CHAR(13)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name           VARCHAR(80)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    -- Names of scopes, with commas.
    scopes         VARCHAR(200)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Networks from where it may be used, with commas; empty for anywhere.
    networks       VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret_hash    BINARY(32)    NOT NULL,
    -- The one before the last rotation, still good for a while.
    previous_hash  BINARY(32),
    previous_until DATETIME(3),
    -- Counts rotations: whoever rotates names the one that he saw.
    version        INT           NOT NULL,
    -- Real time, as is previous_until.
    expires_at     DATETIME(3)   NOT NULL,
    -- 1 until it is revoked, then null: a name is given once among those that are not.
    live           TINYINT,
    last_used_at   DATETIME(3),
    -- County time.
    made_at        DATETIME(3)   NOT NULL,
    made_by        CHAR(13)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The grant by which he might.
    made_under     CHAR(13)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    revoked_at     DATETIME(3),
    revoked_by     CHAR(13)      CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (key_id),
    UNIQUE KEY acc_api_key_name (county_code, name, live)
) DEFAULT CHARACTER SET utf8mb4;
