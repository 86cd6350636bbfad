-- What is sold and by whom. Codes are ours or the county's; names are what people read.

CREATE TABLE cat_category (
    code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(120)                                      NOT NULL,
    PRIMARY KEY (code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_brand (
    code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(120)                                      NOT NULL,
    PRIMARY KEY (code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- home_node is a node of logistics by its code, opaque here.
CREATE TABLE cat_seller (
    code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name      VARCHAR(120)                                      NOT NULL,
    kind      VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    home_node VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    suspended BOOLEAN                                           NOT NULL DEFAULT FALSE,
    PRIMARY KEY (code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_product (
    code          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(120)                                      NOT NULL,
    category_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    brand_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (code),
    KEY cat_product_category (category_code),
    KEY cat_product_brand (brand_code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_sku (
    code          VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    product_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(120)                                      NOT NULL,
    weight_grams  BIGINT                                            NOT NULL,
    volume_cm3    BIGINT                                            NOT NULL,
    storage_class VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_tracked   BOOLEAN                                           NOT NULL,
    PRIMARY KEY (code),
    KEY cat_sku_product (product_code),
    CONSTRAINT cat_sku_measures CHECK (weight_grams > 0 AND volume_cm3 > 0)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- changed_at is the county's clock, which a demo moves; recorded_at is real time, by which followers measure their lag.
CREATE TABLE cat_offer (
    id           CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    sku_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    direction    VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin  NOT NULL,
    price_fen    BIGINT                                            NOT NULL,
    quantity_min INT                                               NOT NULL,
    quantity_max INT                                               NOT NULL,
    status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      BIGINT                                            NOT NULL,
    changed_at   DATETIME(3)                                       NOT NULL,
    recorded_at  DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY cat_offer_sku_seller (sku_code, seller_code),
    KEY cat_offer_seller (seller_code),
    CONSTRAINT cat_offer_bounds CHECK (price_fen > 0 AND quantity_min > 0 AND quantity_max >= quantity_min)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Where an offer's pieces stand. The key says it: no two offers of one SKU share a node.
CREATE TABLE cat_offer_node (
    sku_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id  CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    PRIMARY KEY (sku_code, node_code),
    KEY cat_offer_node_offer (offer_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE cat_lot (
    code        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    producer    VARCHAR(120)                                      NULL,
    produced_on DATE                                              NULL,
    expires_on  DATE                                              NULL,
    PRIMARY KEY (code),
    KEY cat_lot_sku (sku_code)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Rows to lock for what must happen one at a time.
CREATE TABLE cat_guard (
    name VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (name)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT INTO cat_guard (name) VALUES ('import');
