-- What is ordered or on its way to a node, and the orders that wait for it. Quantities are pieces.

CREATE TABLE log_expected (
    -- PURCHASE or TRANSFER, with its id and the number of its line.
    source_kind VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null when nothing was agreed: then nobody can be told when it comes, and it is promised to nobody.
    expected_on DATE,
    -- Still to come, and of that what is promised to orders.
    expected    BIGINT      NOT NULL,
    promised    BIGINT      NOT NULL,
    PRIMARY KEY (source_kind, source_id, line_no),
    KEY log_expected_of (sku_code, node_code),
    CONSTRAINT log_expected_kind CHECK (source_kind IN ('PURCHASE', 'TRANSFER')),
    CONSTRAINT log_expected_promised CHECK (promised BETWEEN 0 AND expected)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE log_expected_hold (
    order_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_kind VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    source_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    -- Of these, what came and is the order's in stock (log_reservation).
    arrived     BIGINT      NOT NULL,
    -- WAITING; ARRIVED when all of it came; GONE when it will not; RELEASED when the order does not want it any more.
    state       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- 1 when its order is paid: it comes before those that are not.
    secured     SMALLINT    NOT NULL,
    held_at     DATETIME(3) NOT NULL,
    -- The county's last day of patience.
    give_up_on  DATE        NOT NULL,
    PRIMARY KEY (order_id, source_kind, source_id, line_no),
    KEY log_expected_hold_source (source_kind, source_id, line_no, state),
    KEY log_expected_hold_due (state, give_up_on),
    CONSTRAINT log_expected_hold_state CHECK (state IN ('WAITING', 'ARRIVED', 'GONE', 'RELEASED')),
    CONSTRAINT log_expected_hold_pieces CHECK (pieces > 0 AND arrived BETWEEN 0 AND pieces),
    CONSTRAINT log_expected_hold_all CHECK (state <> 'ARRIVED' OR arrived = pieces)
) DEFAULT CHARACTER SET utf8mb4;

-- What orders wait for or got of it, for whoever checks them against the orders (org.cunlu.logistics.ExpectedSupply).
CREATE VIEW log_expected_claim AS
    SELECT order_id, sku_code, node_code, SUM(pieces) AS pieces, SUM(arrived) AS arrived,
           SUM(CASE WHEN state = 'WAITING' THEN 1 ELSE 0 END) AS waiting
    FROM log_expected_hold
    WHERE state <> 'RELEASED'
    GROUP BY order_id, sku_code, node_code;

-- What was under way before: collective purchases are the stations' that asked.
INSERT INTO log_expected (source_kind, source_id, line_no, county_code, sku_code, node_code, expected_on, expected, promised)
SELECT 'PURCHASE', l.purchase_id, l.line_no, p.county_code, l.sku_code, p.node_code, p.expected_on,
       GREATEST(l.ordered - l.received - l.damaged, 0), 0
FROM log_purchase_line l JOIN log_purchase p ON p.purchase_id = l.purchase_id
WHERE p.state <> 'CLOSED' AND p.gathering_id IS NULL;

INSERT INTO log_expected (source_kind, source_id, line_no, county_code, sku_code, node_code, expected_on, expected, promised)
SELECT 'TRANSFER', l.transfer_id, l.line_no, t.county_code, l.sku_code, t.to_node,
       DATE(DATE_ADD(t.shipped_at, INTERVAL 56 HOUR)), l.shipped - l.received - l.lost, 0
FROM log_transfer_line l JOIN log_transfer t ON t.transfer_id = l.transfer_id
WHERE t.state = 'SHIPPED' AND l.status = 'AVAILABLE' AND l.owner NOT LIKE 'RESERVE:%';
