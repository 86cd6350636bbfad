-- Addresses of outside systems that are told what happened, and each telling with its tries.

CREATE TABLE acc_webhook (
    webhook_id      CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code     VARCHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose facts it is told; null for those of the whole county.
    shop_code       VARCHAR(32)    CHARACTER SET ascii COLLATE ascii_bin,
    -- SHA-256 of whose it is and where it leads; null once it is removed, so that there is one of each.
    taken           BINARY(32),
    url             VARCHAR(500)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Names of facts, with commas.
    facts           VARCHAR(500)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret_sealed   VARBINARY(200) NOT NULL,
    -- The secret before the last rotation signs beside the new one until then.
    previous_sealed VARBINARY(200),
    previous_until  DATETIME(3),
    -- LIVE, OFF (by its owner), BROKEN (switched off after long failure), REMOVED.
    state           VARCHAR(8)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version         INT            NOT NULL DEFAULT 1,
    -- Since when each try failed, and how many there were; null and 0 after a success.
    failing_since   DATETIME(3),
    failures        INT            NOT NULL DEFAULT 0,
    -- Not called before this, by the database's clock.
    rests_until     DATETIME(3)    NOT NULL,
    made_at         DATETIME(3)    NOT NULL,
    made_by         CHAR(13)       CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (webhook_id),
    UNIQUE KEY acc_webhook_taken (taken),
    KEY acc_webhook_owner (county_code, shop_code, webhook_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_webhook_delivery (
    delivery_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    webhook_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- By which the receiver knows a repetition; the same in a replay.
    event_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fact        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Ids and facts as they are posted, without names, phones or addresses.
    body        TEXT        NOT NULL,
    -- The delivery that this one repeats, when somebody asked for it.
    replay_of   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    -- WAITING, SENDING, DELIVERED, GIVEN_UP.
    state       VARCHAR(9)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    due_at      DATETIME(3) NOT NULL,
    attempts    INT         NOT NULL DEFAULT 0,
    claimed_by  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    told_at     DATETIME(3) NOT NULL,
    ended_at    DATETIME(3),
    PRIMARY KEY (delivery_id),
    KEY acc_webhook_delivery_due (webhook_id, state, due_at),
    KEY acc_webhook_delivery_told (state, told_at),
    KEY acc_webhook_delivery_of (webhook_id, delivery_id),
    KEY acc_webhook_delivery_age (ended_at)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE acc_webhook_attempt (
    delivery_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt     INT         NOT NULL,
    at          DATETIME(3) NOT NULL,
    millis      INT         NOT NULL,
    -- What was answered; null when nothing was.
    status      INT,
    -- A word of ours for why nothing was.
    why         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (delivery_id, attempt)
) DEFAULT CHARACTER SET utf8mb4;
