-- Each trip of a published tour is a run: who drives it, when it really was where and what was handed over stand with all other
-- runs, what it carries with the legs of parcels. A tour keeps what was planned.

CREATE TABLE log_tour_run (
    tour_id      CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    trip         SMALLINT    NOT NULL,
    county_code  VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- As runs name it: the same in each plan that changes the one in which the vehicle set out.
    line_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service_date DATE        NOT NULL,
    leaves_at    DATETIME(3) NOT NULL,
    back_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (tour_id, trip),
    KEY log_tour_run_line (line_code),
    KEY log_tour_run_day (service_date)
) DEFAULT CHARACTER SET utf8mb4;

-- The stop of its run, from 1; several in a row at one node are one.
ALTER TABLE log_tour_stop ADD COLUMN run_seq SMALLINT NOT NULL DEFAULT 0;

ALTER TABLE log_tour_stop DROP COLUMN arrived_at, DROP COLUMN left_at;

ALTER TABLE log_tour DROP KEY log_tour_driver, DROP COLUMN driver_id;

DROP TABLE log_tour_thing;
