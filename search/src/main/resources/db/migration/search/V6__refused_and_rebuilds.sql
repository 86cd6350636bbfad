-- Documents that the index refuses: dead letters. They are left out until the offer changes or an operator has one tried again.
CREATE TABLE sea_refused (
    offer_id      CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_version BIGINT       NOT NULL,
    reason        VARCHAR(500) NOT NULL,
    attempts      INT          NOT NULL,
    -- 1 while an operator wants it tried again.
    again         SMALLINT     NOT NULL,
    first_at      DATETIME(3)  NOT NULL,
    last_at       DATETIME(3)  NOT NULL,
    PRIMARY KEY (offer_id),
    CONSTRAINT sea_refused_again CHECK (again IN (0, 1))
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- How far making the index anew has come, for all instances.
CREATE TABLE sea_rebuild (
    name       VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state      VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 when an operator wants one, and when he wants the one under way to end.
    wanted     SMALLINT    NOT NULL,
    stopping   SMALLINT    NOT NULL,
    -- Of which fields and words, and which index is being filled.
    chain      VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin,
    filling    VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin,
    done       BIGINT      NOT NULL,
    total      BIGINT      NOT NULL,
    started_at DATETIME(3),
    seen_at    DATETIME(3),
    ended_at   DATETIME(3),
    PRIMARY KEY (name),
    CONSTRAINT sea_rebuild_state CHECK (state IN ('IDLE', 'RUNNING', 'DONE', 'STOPPED', 'FAILED'))
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT INTO sea_rebuild (name, state, wanted, stopping, done, total) VALUES ('offers', 'IDLE', 0, 0, 0, 0);
