-- What buyers write about what they received. Times are UTC.

CREATE TABLE ord_review (
    review_id    CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no      INT         NOT NULL,
    account_id   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose surname is shown; his record keeps it.
    recipient_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    seller_code  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    product_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    product_name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    stars        SMALLINT    NOT NULL,
    words        VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    state        VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    written_at   DATETIME(3) NOT NULL,
    edited_at    DATETIME(3),
    edit_until   DATETIME(3) NOT NULL,
    reply        VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    replied_at   DATETIME(3),
    reports      INT         NOT NULL,
    -- Why the county hid it, or showed it again.
    decided      VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    version      INT         NOT NULL,
    PRIMARY KEY (review_id),
    UNIQUE KEY ord_review_line (order_id, line_no),
    KEY ord_review_product (product_code, state, review_id),
    KEY ord_review_seller (seller_code, review_id),
    KEY ord_review_writer (account_id, review_id),
    KEY ord_review_reported (county_code, reports, review_id),
    CONSTRAINT ord_review_stars CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT ord_review_state CHECK (state IN ('SHOWN', 'HIDDEN'))
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_review_mean (
    product_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Of those that are shown.
    reviews      BIGINT      NOT NULL,
    stars        BIGINT      NOT NULL,
    PRIMARY KEY (product_code),
    CONSTRAINT ord_review_mean_counts CHECK (reviews >= 0 AND stars BETWEEN reviews AND 5 * reviews)
) DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE ord_review_report (
    review_id   CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    account_id  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    why         VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    at          DATETIME(3) NOT NULL,
    PRIMARY KEY (review_id, account_id)
) DEFAULT CHARACTER SET utf8mb4;
