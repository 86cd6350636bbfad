-- That an order shall go elsewhere or to somebody else, as one operator said. Another has to say the same. Deleted when it is done.
CREATE TABLE ord_redirection (
    order_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Keyed hash of where to, to whom and how much.
    said_index   BINARY(16)  NOT NULL,
    proposed_by  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    proposed_at  DATETIME(3) NOT NULL,
    PRIMARY KEY (order_id)
) DEFAULT CHARACTER SET utf8mb4;
