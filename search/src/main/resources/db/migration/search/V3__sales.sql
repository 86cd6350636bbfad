-- What was sold of each offer, as orders' events told it. indexed is the version of the count that the index has.
CREATE TABLE sea_sales (
    offer_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces   BIGINT NOT NULL,
    version  BIGINT NOT NULL,
    indexed  BIGINT NOT NULL,
    PRIMARY KEY (offer_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Which orders were counted. An order that ended before it was counted is never counted, whichever news comes first.
CREATE TABLE sea_counted_order (
    order_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin    NOT NULL,
    state    VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin  NOT NULL,
    PRIMARY KEY (order_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
