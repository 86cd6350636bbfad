-- The trail made tamper-evident: each row is sealed into a chain soon after it was committed.

ALTER TABLE ker_trail
    -- Real time, by the database's clock; recorded_at is the county's.
    ADD COLUMN written_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    -- 1 until the row is sealed, then null: what waits is found without looking at all that was sealed before.
    ADD COLUMN waits TINYINT DEFAULT 1,
    ADD KEY ker_trail_waits (waits, written_at),
    ADD KEY ker_trail_county (county_code, trail_id),
    ADD KEY ker_trail_act (act, trail_id);

CREATE TABLE ker_trail_seal (
    -- From 1 on without a gap, in the order of sealing.
    seal_number BIGINT     NOT NULL,
    trail_id    CHAR(13)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- HMAC-SHA-256 over the seal before, the number and all that the row says.
    seal        BINARY(32) NOT NULL,
    PRIMARY KEY (seal_number),
    UNIQUE KEY ker_trail_seal_row (trail_id)
) DEFAULT CHARACTER SET utf8mb4;

-- The end of the chain. Whoever holds its lock is the one instance that seals.
CREATE TABLE ker_trail_head (
    id          TINYINT    NOT NULL,
    seal_number BIGINT     NOT NULL,
    seal        BINARY(32) NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO ker_trail_head (id, seal_number, seal) VALUES (1, 0, UNHEX(REPEAT('00', 32)));
