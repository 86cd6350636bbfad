-- Other prices of a piece: for a channel, for many pieces, for members of a co-operative, for a while.

CREATE TABLE ord_price_list (
    list_id     CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name        VARCHAR(120) NOT NULL,
    -- SHOP, STATION; null for any.
    channel     VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- Whose members it is for; null for everybody.
    coop_code   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    valid_from  DATETIME(3)  NOT NULL,
    valid_until DATETIME(3)  NOT NULL,
    -- ACTIVE, ENDED.
    state       VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at     DATETIME(3)  NOT NULL,
    PRIMARY KEY (list_id),
    KEY ord_price_list_active (county_code, state, valid_until),
    KEY ord_price_list_seller (seller_code, list_id),
    CONSTRAINT ord_price_list_states CHECK (state IN ('ACTIVE', 'ENDED')),
    CONSTRAINT ord_price_list_channels CHECK (channel IS NULL OR channel IN ('SHOP', 'STATION')),
    CONSTRAINT ord_price_list_days CHECK (valid_until > valid_from)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_price_list_item (
    list_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- From so many pieces on.
    min_quantity INT         NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    unit_fen     BIGINT      NOT NULL,
    PRIMARY KEY (list_id, offer_id, min_quantity),
    KEY ord_price_list_offer (offer_id),
    CONSTRAINT ord_price_list_item_sound CHECK (min_quantity BETWEEN 1 AND 9999 AND unit_fen > 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Who is a member of a co-operative (合作社社员), as the county recorded it.
CREATE TABLE ord_coop_member (
    member_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    coop_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_by VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    recorded_at DATETIME(3) NOT NULL,
    PRIMARY KEY (member_id),
    UNIQUE KEY ord_coop_member_once (county_code, coop_code, account_id),
    KEY ord_coop_member_account (account_id)
) DEFAULT CHARACTER SET utf8mb4;
