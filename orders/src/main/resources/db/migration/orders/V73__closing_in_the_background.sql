-- The last period that somebody wanted to have closed in each county, and how far that has come. Times are UTC.
CREATE TABLE ord_closing (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whoever works on it holds this number; who finds it taken leaves it alone.
    turn        BIGINT      NOT NULL,
    until_on    DATE        NOT NULL,
    state       VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    days_done   INT         NOT NULL,
    days        INT         NOT NULL,
    wanted_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Real time.
    wanted_at   DATETIME(3) NOT NULL,
    seen_at     DATETIME(3) NOT NULL,
    ended_at    DATETIME(3),
    -- The period that came of it, or why none did.
    period_no   INT,
    why         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (county_code),
    CONSTRAINT ord_closing_state CHECK (state IN ('WANTED', 'RUNNING', 'DONE', 'REFUSED', 'FAILED'))
) DEFAULT CHARACTER SET utf8mb4;
