-- Types with their attributes, the tree of categories, a product's life, what sellers propose, every price there was, and
-- what an offer says of delivery. Attributes, options and proposed sheets are JSON: they are read and written whole.

ALTER TABLE cat_category
    ADD COLUMN parent_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN path VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '/';

-- Codes from the root to the category itself, a slash before and behind each.
UPDATE cat_category SET path = CONCAT('/', code, '/');

CREATE TABLE cat_product_type (
    code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(120)                                      NOT NULL,
    PRIMARY KEY (code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- choices is a list of code and name, for the kind CHOICE.
CREATE TABLE cat_attribute (
    type_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name      VARCHAR(120)                                      NOT NULL,
    kind      VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin  NOT NULL,
    level     VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin  NOT NULL,
    unit      VARCHAR(16)                                       NULL,
    facet     BOOLEAN                                           NOT NULL,
    required  BOOLEAN                                           NOT NULL,
    choices   TEXT                                              NOT NULL,
    position  INT                                               NOT NULL,
    PRIMARY KEY (type_code, code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- author_shop is the seller who wrote it; null for what the county put into the catalogue.
ALTER TABLE cat_product
    ADD COLUMN type_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN author_shop VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN description MEDIUMTEXT NULL,
    ADD COLUMN attributes TEXT NULL,
    ADD COLUMN options TEXT NULL,
    ADD COLUMN state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PUBLISHED',
    ADD COLUMN version BIGINT NOT NULL DEFAULT 1,
    ADD KEY cat_product_state (state, code),
    ADD KEY cat_product_author (author_shop, code);

-- A piece is one unit. box_holds says how many make a box (箱).
ALTER TABLE cat_sku
    ADD COLUMN attributes TEXT NULL,
    ADD COLUMN options TEXT NULL,
    ADD COLUMN unit VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'PIECE',
    ADD COLUMN box_holds INT NULL,
    ADD COLUMN shelf_life_days INT NULL,
    ADD COLUMN quantity_min INT NOT NULL DEFAULT 1,
    ADD COLUMN quantity_max INT NOT NULL DEFAULT 9999,
    ADD COLUMN quantity_step INT NOT NULL DEFAULT 1,
    ADD CONSTRAINT cat_sku_quantities
        CHECK (quantity_min > 0 AND quantity_max >= quantity_min AND quantity_step > 0),
    ADD CONSTRAINT cat_sku_box CHECK (box_holds IS NULL OR box_holds > 1);

CREATE TABLE cat_product_step (
    product_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      BIGINT                                            NOT NULL,
    from_state   VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    to_state     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    act          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reason       VARCHAR(500)                                      NULL,
    at           DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (product_code, version)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- open_of is the product's code as long as the change is undecided: one at a time.
CREATE TABLE cat_product_change (
    id           CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    product_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    open_of      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    shop         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    base_version BIGINT                                            NOT NULL,
    base         MEDIUMTEXT                                        NOT NULL,
    sheet        MEDIUMTEXT                                        NOT NULL,
    state        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at  DATETIME(3)                                       NOT NULL,
    decided_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    decided_at   DATETIME(3)                                       NULL,
    reason       VARCHAR(500)                                      NULL,
    PRIMARY KEY (id),
    UNIQUE KEY cat_product_change_open (open_of),
    KEY cat_product_change_product (product_code, id),
    KEY cat_product_change_state (state, id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Each price an offer had, from when on, by the county's clock.
CREATE TABLE cat_price (
    offer_id      CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_version BIGINT                                         NOT NULL,
    price_fen     BIGINT                                         NOT NULL,
    since         DATETIME(3)                                    NOT NULL,
    PRIMARY KEY (offer_id, offer_version)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT INTO cat_price (offer_id, offer_version, price_fen, since) SELECT id, version, price_fen, changed_at FROM cat_offer;

-- delivers_to: codes of nodes with a blank between, within whose subtrees it may be delivered; null for everywhere.
ALTER TABLE cat_offer
    ADD COLUMN lead_days INT NOT NULL DEFAULT 0,
    ADD COLUMN delivers_to VARCHAR(660) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN delivers_outside BOOLEAN NOT NULL DEFAULT TRUE,
    ADD CONSTRAINT cat_offer_lead CHECK (lead_days >= 0);
