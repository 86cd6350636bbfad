-- Group buys: teams of buyers who find together at a price, or have their money back.
ALTER TABLE ord_promotion
    DROP CONSTRAINT ord_promotion_kind,
    ADD CONSTRAINT ord_promotion_kind CHECK (kind IN ('PERCENT', 'AMOUNT', 'BUY_GET', 'FLASH', 'GROUP', 'TIERS', 'COUPON'));

CREATE TABLE ord_team (
    team_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    promotion_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- By which others join.
    code         CHAR(12)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size         INT         NOT NULL,
    -- Who ordered and is in it, and those of them who paid; as they were when it was full, or its time over.
    joined       INT         NOT NULL,
    paid         INT         NOT NULL,
    -- OPEN, FULL, EXPIRED.
    state        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at    DATETIME(3) NOT NULL,
    ends_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (team_id),
    UNIQUE KEY ord_team_code (code),
    KEY ord_team_state (state, ends_at),
    KEY ord_team_promotion (promotion_id, team_id),
    CONSTRAINT ord_team_states CHECK (state IN ('OPEN', 'FULL', 'EXPIRED')),
    CONSTRAINT ord_team_counts CHECK (paid BETWEEN 0 AND joined AND joined BETWEEN 0 AND size),
    CONSTRAINT ord_team_full CHECK (state <> 'FULL' OR paid = size),
    CONSTRAINT ord_team_time CHECK (ends_at > opened_at)
) DEFAULT CHARACTER SET utf8mb4;

-- Orders of teams. Whose they are their groups say.
CREATE TABLE ord_team_order (
    order_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    team_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    promotion_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    group_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces       INT         NOT NULL,
    -- JOINED, PAID, SENT, LEFT.
    state        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (order_id),
    KEY ord_team_order_team (team_id, state),
    KEY ord_team_order_promotion (promotion_id, group_id),
    KEY ord_team_order_group (group_id),
    KEY ord_team_order_state (state, order_id),
    CONSTRAINT ord_team_order_states CHECK (state IN ('JOINED', 'PAID', 'SENT', 'LEFT')),
    CONSTRAINT ord_team_order_some CHECK (pieces > 0)
) DEFAULT CHARACTER SET utf8mb4;
