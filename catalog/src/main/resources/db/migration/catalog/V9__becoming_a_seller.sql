-- Who wants to sell, what papers he hands in, and what the county says of each. Sellers that a file brought have no application.

-- seller_code is kept for him from the beginning on; the seller himself is made when it is approved.
CREATE TABLE cat_seller_application (
    id           CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    seller_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id   CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    -- 1 until it is approved: a person has one at a time.
    open         TINYINT       NULL,
    kind         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name         VARCHAR(120)                                      NOT NULL,
    home_node    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sells_food   BOOLEAN                                           NOT NULL,
    -- OPEN, SUBMITTED, APPROVED or DECLINED.
    state        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at    DATETIME(3)   NOT NULL,
    submitted_at DATETIME(3)   NULL,
    decided_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    decided_at   DATETIME(3)   NULL,
    reason       VARCHAR(500)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY cat_seller_application_seller (seller_code),
    UNIQUE KEY cat_seller_application_open (account_id, open),
    KEY cat_seller_application_state (state, id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_seller_item (
    id            CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    seller_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    item          VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- SUBMITTED, APPROVED, DECLINED, REPLACED or EXPIRED.
    state         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 while SUBMITTED, 1 while APPROVED: at most one of each.
    waiting       TINYINT        NULL,
    standing      TINYINT        NULL,
    number_sealed VARBINARY(300) NULL,
    -- As it may be shown: personal numbers masked.
    number_shown  VARCHAR(60)    NOT NULL,
    valid_from    DATE           NULL,
    -- The last day; null for what does not end.
    valid_until   DATE           NULL,
    submitted_by  CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    submitted_at  DATETIME(3)    NOT NULL,
    decided_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    decided_at    DATETIME(3)    NULL,
    reason        VARCHAR(500)   NULL,
    -- Days before the end of which the last reminder told: 90, 30 or 7.
    reminded      SMALLINT       NULL,
    PRIMARY KEY (id),
    UNIQUE KEY cat_seller_item_waiting (seller_code, item, waiting),
    UNIQUE KEY cat_seller_item_standing (seller_code, item, standing),
    KEY cat_seller_item_queue (waiting, id),
    KEY cat_seller_item_ending (standing, valid_until),
    KEY cat_seller_item_author (submitted_by)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Papers that show a person are sealed, as the base 64 of their bytes; the others stand as they are.
CREATE TABLE cat_seller_paper (
    item_id        CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    media_type     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sha256         CHAR(64) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    content        MEDIUMBLOB NULL,
    content_sealed MEDIUMBLOB NULL,
    PRIMARY KEY (item_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

ALTER TABLE cat_seller
    ADD COLUMN suspended_at DATETIME(3) NULL,
    ADD COLUMN suspended_for VARCHAR(500) NULL;
