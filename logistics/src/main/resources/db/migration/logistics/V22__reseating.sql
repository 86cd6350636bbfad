-- Holders whose departures go at other times, or no more, since their timetable changed: each is looked at once more, whoever dies
-- in between.
CREATE TABLE log_reseating (
    -- The order's id; a parcel of no order has one of its own.
    holder      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Which departure, and the network's version that brought it.
    cause       VARCHAR(96)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    since       DATETIME(3)  NOT NULL,
    PRIMARY KEY (holder)
) DEFAULT CHARACTER SET utf8mb4;
