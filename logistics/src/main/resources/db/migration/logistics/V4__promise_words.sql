-- What promises count beside opening hours: storage classes, the sorting cut-off, pieces and holidays of lines.

ALTER TABLE log_node
    -- Goods on their way that arrive later are handled on the next opening day; null for the closing time.
    ADD COLUMN sort_cut_off_minute SMALLINT,
    -- Storage classes it may hold, blanks between.
    ADD COLUMN holds VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'DRY CHILLED HAZARDOUS';

ALTER TABLE log_line
    -- Parcels it may carry; null for as many as there is room for.
    ADD COLUMN pieces INT,
    ADD COLUMN carries VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'DRY CHILLED HAZARDOUS';

-- A service date on which a line keeps to no weekday of its own.
CREATE TABLE log_line_holiday (
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    -- Weekday as which it runs, 1 for Monday to 7 for Sunday; null when it does not run.
    runs_as      SMALLINT,
    PRIMARY KEY (line_code, service_date)
) DEFAULT CHARACTER SET utf8mb4;
