-- What all modules stand on. Times are UTC; "real time" is the database server's clock, all else the county's.

CREATE TABLE ker_clock (
    id           TINYINT  NOT NULL,
    version      BIGINT   NOT NULL,
    -- County time minus real time; 0 unless the county is a demo whose clock was moved.
    ahead_millis BIGINT   NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO ker_clock (id, version, ahead_millis) VALUES (1, 1, 0);

CREATE TABLE ker_instance (
    instance_id   CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    started_at    DATETIME(3) NOT NULL,
    -- Real time of the last heartbeat.
    seen_at       DATETIME(3) NOT NULL,
    -- The version of ker_clock by which this instance tells time; 0 before the first.
    clock_version BIGINT      NOT NULL,
    PRIMARY KEY (instance_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ker_outbox (
    event_id      CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic         VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version       INT          NOT NULL,
    payload       MEDIUMTEXT   CHARACTER SET utf8mb4 NOT NULL,
    occurred_at   DATETIME(3)  NOT NULL,
    -- From here on real time.
    recorded_at   DATETIME(3)  NOT NULL,
    claimed_by    CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    claimed_until DATETIME(3),
    attempts      INT          NOT NULL DEFAULT 0,
    published_at  DATETIME(3),
    -- When to look whether an effect is missing, and how often one was.
    check_at      DATETIME(3),
    checks        INT          NOT NULL DEFAULT 0,
    settled_at    DATETIME(3),
    PRIMARY KEY (event_id),
    KEY ker_outbox_unpublished (published_at, claimed_until),
    KEY ker_outbox_unsettled (settled_at, check_at)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ker_inbox (
    event_id   CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subscriber VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic      VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- DONE, FAILED (to be tried again at next_at) or DEAD (a person decides).
    state      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts   INT          NOT NULL,
    last_error VARCHAR(200) CHARACTER SET utf8mb4,
    first_seen DATETIME(3)  NOT NULL,
    next_at    DATETIME(3),
    done_at    DATETIME(3),
    PRIMARY KEY (event_id, subscriber),
    KEY ker_inbox_state (state, next_at),
    KEY ker_inbox_age (done_at)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ker_idempotency (
    owner        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    operation    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    idem_key     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_hash BINARY(32)  NOT NULL,
    -- Null only inside the transaction that is making it.
    answer       MEDIUMTEXT  CHARACTER SET utf8mb4,
    -- Real time, so that moving a demo's clock forgets nothing.
    created_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (owner, operation, idem_key),
    KEY ker_idempotency_age (created_at)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ker_trail (
    trail_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at  DATETIME(3)  NOT NULL,
    actor        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    act          VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject      VARCHAR(120) CHARACTER SET utf8mb4 NOT NULL,
    state_before TEXT         CHARACTER SET utf8mb4,
    state_after  TEXT         CHARACTER SET utf8mb4,
    PRIMARY KEY (trail_id),
    KEY ker_trail_subject (subject, trail_id),
    KEY ker_trail_actor (actor, trail_id)
) DEFAULT CHARACTER SET utf8mb4;
