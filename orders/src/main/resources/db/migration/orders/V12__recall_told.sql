-- Orders whose buyers were told that a lot they bought of is called back. Who they are stands in the orders.
CREATE TABLE ord_recall_told (
    recall_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    told_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (recall_id, order_id)
) DEFAULT CHARACTER SET utf8mb4;
