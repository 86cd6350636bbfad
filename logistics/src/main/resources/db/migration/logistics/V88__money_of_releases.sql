-- What a release costs its level, and what villages pay for it. Money is fen.

-- Sale stock that a release took, unsold or called up: whose it was and its list price when it was approved. Never changed.
CREATE TABLE log_release_worth (
    release_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose offer is served from there; null where nobody offers it: the co-operative's own.
    seller_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    pieces      BIGINT      NOT NULL,
    -- Of a piece; 0 where nobody offers it, or before this was kept.
    price_fen   BIGINT      NOT NULL,
    PRIMARY KEY (release_id, line_no, node_code),
    CONSTRAINT log_release_worth_some CHECK (pieces > 0 AND price_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO log_release_worth (release_id, line_no, node_code, county_code, sku_code, seller_code, pieces, price_fen)
SELECT d.release_id, d.line_no, d.from_node, MIN(d.county_code), MIN(d.sku_code), NULL, SUM(d.pieces), 0
FROM log_release_draw d JOIN log_release r ON r.release_id = d.release_id
WHERE d.origin = 'SALE' AND r.drill = 0
GROUP BY d.release_id, d.line_no, d.from_node;

-- What was handed out, line by line, and paid for it. Never changed.
CREATE TABLE log_release_handing (
    -- Number of the receipt, of all its lines; that of the release for what was handed out before this was kept.
    handing_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    release_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    fen         BIGINT      NOT NULL,
    handed_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    handed_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (handing_id, node_code, line_no),
    KEY log_release_handing_release (release_id, node_code),
    CONSTRAINT log_release_handing_some CHECK (pieces > 0 AND fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO log_release_handing (handing_id, node_code, line_no, release_id, county_code, pieces, fen, handed_by, handed_at)
SELECT s.release_id, s.node_code, s.line_no, s.release_id, s.county_code, s.handed, 0, 'system',
       COALESCE(p.served_at, r.approved_at)
FROM log_release_share s JOIN log_release r ON r.release_id = s.release_id
JOIN log_release_place p ON p.release_id = s.release_id AND p.node_code = s.node_code
WHERE s.handed > 0;
