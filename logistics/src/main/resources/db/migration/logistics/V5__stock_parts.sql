-- What a level is made of: pieces by lot, owner, status and bin. Each change of a part is a movement of its own, so that a
-- part is the sum of its movements as the level is; pieces that change status or bin leave one part and come to another.

ALTER TABLE log_stock_lot
    -- OWN, SELLER:code (on consignment) or RESERVE:programme.
    ADD COLUMN owner      VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'OWN',
    ADD COLUMN status     VARCHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'AVAILABLE',
    -- Empty when it was not put away.
    ADD COLUMN bin_code   VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    -- As catalog tells it when the pieces come; kept here for the order in which lots are picked.
    ADD COLUMN expires_on DATE,
    DROP PRIMARY KEY,
    -- The lot's code is empty for SKUs that are not tracked by lot.
    ADD PRIMARY KEY (sku_code, node_code, lot_code, owner, status, bin_code),
    ADD KEY log_stock_lot_node (node_code, sku_code),
    ADD CONSTRAINT log_stock_lot_status CHECK (status IN ('AVAILABLE', 'ON_HOLD', 'QUARANTINED', 'DAMAGED'));

-- Pieces that no lot explains.
INSERT INTO log_stock_lot (county_code, sku_code, node_code, lot_code, on_hand)
SELECT l.county_code, l.sku_code, l.node_code, '', l.on_hand - COALESCE(s.pieces, 0)
FROM log_stock_level l
LEFT JOIN (SELECT sku_code, node_code, SUM(on_hand) AS pieces FROM log_stock_lot GROUP BY sku_code, node_code) s
    ON s.sku_code = l.sku_code AND s.node_code = l.node_code
WHERE l.on_hand <> COALESCE(s.pieces, 0);

-- The part that a movement's on_hand_delta belongs to.
ALTER TABLE log_stock_movement
    ADD COLUMN owner    VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'OWN',
    ADD COLUMN status   VARCHAR(11) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'AVAILABLE',
    ADD COLUMN bin_code VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    DROP CONSTRAINT log_stock_movement_kind,
    ADD CONSTRAINT log_stock_movement_kind CHECK (kind IN ('RECEIVED', 'RESERVED', 'ALLOCATED', 'RELEASED', 'PICKED',
        'SHIPPED', 'TRANSFERRED', 'HELD', 'UNHELD', 'EARMARKED', 'FREED', 'ADJUSTED', 'SCRAPPED', 'REVERSED', 'PUT_AWAY'));

-- While it is counted nothing comes and nothing leaves; orders may still hold and give back.
ALTER TABLE log_stock_level
    ADD COLUMN frozen_by CHAR(13) CHARACTER SET ascii COLLATE ascii_bin;

-- One act of somebody at a node, with all its movements (cause ACT). Never changed.
CREATE TABLE log_stock_act (
    act_id        CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code   VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code     VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind          VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Purchase order, transfer, count or proposal that it belongs to.
    document_kind VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin,
    document_id   CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    reason        VARCHAR(200),
    actor         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Who signed it beside the actor.
    approver      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    occurred_at   DATETIME(3)  NOT NULL,
    recorded_at   DATETIME(3)  NOT NULL,
    -- The act that it takes back; an act is taken back once.
    reverses      CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (act_id),
    UNIQUE KEY log_stock_act_reverses (reverses),
    KEY log_stock_act_node (node_code, act_id),
    KEY log_stock_act_document (document_id)
) DEFAULT CHARACTER SET utf8mb4;

-- Who packed lots of his own choice: their order is his, not the rule's.
CREATE TABLE log_lot_named (
    order_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (order_id, sku_code)
) DEFAULT CHARACTER SET utf8mb4;
