-- What villagers and sellers hand in at a station, and what people bring back to be recycled.

CREATE TABLE log_drop_off (
    drop_off_id  CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- CONSIGNED to the shelf, PARCEL of an order that starts here, or REFUSED.
    outcome      VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose goods: the code of the shop; and the villager who brought them, where he has a record.
    seller_code  VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    villager_id  CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    sku_code     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    description  VARCHAR(60)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    lot_code     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    pieces       BIGINT       NOT NULL,
    weight_grams BIGINT       NOT NULL,
    grade        VARCHAR(10)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    -- The act on the stock, or the parcel.
    act_id       CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    barcode      VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin,
    reason       VARCHAR(60)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    taken_by     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken_at     DATETIME(3)  NOT NULL,
    PRIMARY KEY (drop_off_id),
    KEY log_drop_off_node (node_code, drop_off_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_recycling_kind (
    code          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name          VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    english       VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    storage_class VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- What who brings it is credited with; 0 unless the county pays.
    piece_fen     BIGINT      NOT NULL,
    kilogram_fen  BIGINT      NOT NULL,
    enabled       TINYINT     NOT NULL,
    PRIMARY KEY (code),
    CONSTRAINT log_recycling_credit CHECK (piece_fen >= 0 AND kilogram_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO log_recycling_kind VALUES
    ('CARTON', '纸箱', 'cartons', 'DRY', 0, 0, 1),
    ('PESTICIDE-BOTTLE', '农药包装', 'pesticide bottles and bags', 'HAZARDOUS', 0, 0, 1),
    ('FILM', '废旧农膜', 'used plastic film', 'DRY', 0, 0, 1);

CREATE TABLE log_recycling (
    recycling_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces       BIGINT      NOT NULL,
    weight_grams BIGINT      NOT NULL,
    villager_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    credit_fen   BIGINT      NOT NULL,
    taken_by     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    taken_at     DATETIME(3) NOT NULL,
    -- The county's month, such as 2026-11.
    taken_month  CHAR(7)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null while it lies here.
    load_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (recycling_id),
    KEY log_recycling_here (node_code, load_id),
    KEY log_recycling_month (taken_month, node_code, kind),
    KEY log_recycling_load_of (load_id)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_recycling_load (
    load_id        CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code    VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_node      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_node        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_code      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date   DATE        NOT NULL,
    departs_at     DATETIME(3) NOT NULL,
    weight_grams   BIGINT      NOT NULL,
    sent_by        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sent_at        DATETIME(3) NOT NULL,
    received_grams BIGINT,
    received_by    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    received_at    DATETIME(3),
    PRIMARY KEY (load_id),
    KEY log_recycling_load_to (to_node, received_at)
) DEFAULT CHARACTER SET utf8mb4;
