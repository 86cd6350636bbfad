-- Crews of a county are named one after another, so that nobody is named to two trips at once.

CREATE TABLE log_run_roster (
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (county_code)
) DEFAULT CHARACTER SET utf8mb4;
