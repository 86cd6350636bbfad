-- What a seller listed in one act, and how much of it he says will come. Stock is only what a station took in.

CREATE TABLE cat_listing (
    id           CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    shop         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    product_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    offer_id     CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity     INT                                               NOT NULL,
    listed_by    CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    listed_at    DATETIME(3)                                       NOT NULL,
    PRIMARY KEY (id),
    KEY cat_listing_node (node_code, id),
    CONSTRAINT cat_listing_quantity CHECK (quantity > 0)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
