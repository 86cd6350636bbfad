-- Live selling: sessions of a host, the slots they show one after another, what each buyer took of a slot. Fen, pieces, UTC.

CREATE TABLE ord_live_session (
    session_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    host_account VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title        VARCHAR(100) NOT NULL,
    starts_at    DATETIME(3) NOT NULL,
    ends_at      DATETIME(3) NOT NULL,
    -- Where it is shown, on whatever platform: told to viewers, never fetched by us.
    stream_url   VARCHAR(500) NOT NULL,
    -- Hash of a picture that was taken in; null without one.
    cover        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    -- Shares of a line's amount in basis points.
    host_bps     INT         NOT NULL,
    station      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    station_bps  INT         NOT NULL,
    state        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- At most one is on air.
    on_air_slot  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    version      INT         NOT NULL,
    PRIMARY KEY (session_id),
    KEY ord_live_session_seller (seller_code, session_id),
    KEY ord_live_session_due (state, ends_at),
    CONSTRAINT ord_live_session_state CHECK (state IN ('PLANNED', 'ON_AIR', 'ENDED')),
    CONSTRAINT ord_live_session_time CHECK (starts_at < ends_at),
    CONSTRAINT ord_live_session_shares CHECK (host_bps >= 0 AND station_bps >= 0 AND host_bps + station_bps <= 10000
        AND (station IS NOT NULL OR station_bps = 0)),
    CONSTRAINT ord_live_session_slot CHECK (on_air_slot IS NULL OR state = 'ON_AIR')
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_live_slot (
    slot_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    slot_no     INT         NOT NULL,
    offer_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name        VARCHAR(200) NOT NULL,
    -- What the offer cost when it was planned.
    list_fen    BIGINT      NOT NULL,
    price_fen   BIGINT      NOT NULL,
    -- What the seller approved: never below it.
    floor_fen   BIGINT      NOT NULL,
    pieces      BIGINT      NOT NULL,
    limit_each  INT         NOT NULL,
    -- When it may be on air; null for any time of the session.
    airs_from   DATETIME(3),
    airs_until  DATETIME(3),
    state       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (slot_id),
    UNIQUE KEY ord_live_slot_no (session_id, slot_no),
    KEY ord_live_slot_window (state, airs_until),
    CONSTRAINT ord_live_slot_state CHECK (state IN ('PLANNED', 'ON_AIR', 'OFF_AIR', 'ENDED')),
    CONSTRAINT ord_live_slot_price CHECK (floor_fen > 0 AND floor_fen <= price_fen AND price_fen <= list_fen),
    CONSTRAINT ord_live_slot_pieces CHECK (pieces > 0 AND limit_each > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- All that was done to a session and its slots. Never changed, never deleted.
CREATE TABLE ord_live_step (
    session_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    slot_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    what        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The new price or floor, or the pieces that were added.
    amount      BIGINT,
    actor       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at          DATETIME(3) NOT NULL,
    PRIMARY KEY (session_id, version)
) DEFAULT CHARACTER SET utf8mb4;

-- What a buyer took of a slot, less what was given back.
CREATE TABLE ord_live_buyer (
    slot_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken      INT         NOT NULL,
    PRIMARY KEY (slot_id, account_id),
    KEY ord_live_buyer_account (account_id),
    CONSTRAINT ord_live_buyer_taken CHECK (taken >= 0)
) DEFAULT CHARACTER SET utf8mb4;
