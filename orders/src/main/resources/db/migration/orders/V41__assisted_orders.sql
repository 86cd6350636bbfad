-- What a keeper orders for a villager of his station, at whose wish, and links by which somebody pays without an account.

CREATE TABLE ord_assisted (
    assisted_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code      VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Who ordered, and for whom; the order is the latter's.
    keeper_id        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    village_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- OPEN while its cart is filled, PLACED, ABANDONED.
    state            VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null from when it is placed: the recipient is kept then.
    name_sealed      VARBINARY(400),
    phone_sealed     VARBINARY(200),
    -- How he agreed, on which day, and where paper or recording lies.
    consent_way      VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    consent_on       DATE        NOT NULL,
    reference_sealed VARBINARY(1000),
    opened_at        DATETIME(3) NOT NULL,
    group_id         CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NULL,
    ended_at         DATETIME(3) NULL,
    PRIMARY KEY (assisted_id),
    UNIQUE KEY ord_assisted_group (group_id),
    KEY ord_assisted_keeper (keeper_id, assisted_id),
    KEY ord_assisted_villager (account_id),
    KEY ord_assisted_state (state, opened_at),
    CONSTRAINT ord_assisted_states CHECK (state IN ('OPEN', 'PLACED', 'ABANDONED')),
    CONSTRAINT ord_assisted_placed CHECK ((state = 'PLACED') = (group_id IS NOT NULL)),
    CONSTRAINT ord_assisted_ended CHECK ((state = 'OPEN') = (ended_at IS NULL)),
    CONSTRAINT ord_assisted_way CHECK (consent_way IN ('PAPER', 'VOICE'))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_pay_link (
    link_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token_hash  BINARY(32)  NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    group_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_by     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (link_id),
    UNIQUE KEY ord_pay_link_token (token_hash),
    KEY ord_pay_link_group (group_id)
) DEFAULT CHARACTER SET utf8mb4;
