-- Vehicles of a county, and which trip goes with which.

CREATE TABLE log_vehicle (
    code         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Where it belongs; who dispatches there keeps it.
    home_node    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    plate        VARCHAR(20)  NOT NULL,
    kind         VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    weight_grams BIGINT       NOT NULL,
    volume_cm3   BIGINT       NOT NULL,
    -- Null for as many as there is room for.
    pieces       INT,
    -- 1 where it has a compartment for goods of that class.
    dry          TINYINT      NOT NULL,
    chilled      TINYINT      NOT NULL,
    hazardous    TINYINT      NOT NULL,
    -- 1 while it is in the workshop or off the road.
    suspended    TINYINT      NOT NULL,
    note         VARCHAR(200),
    version      INT          NOT NULL,
    changed_by   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    changed_at   DATETIME(3)  NOT NULL,
    PRIMARY KEY (code),
    UNIQUE KEY log_vehicle_plate (county_code, plate),
    CONSTRAINT log_vehicle_room CHECK (weight_grams > 0 AND volume_cm3 > 0 AND pieces > 0)
) DEFAULT CHARACTER SET utf8mb4;

ALTER TABLE log_run
    ADD COLUMN vehicle_code VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    ADD KEY log_run_vehicle (vehicle_code, service_date);

-- Of a step that was applied.
ALTER TABLE log_run_step
    ADD COLUMN photo_id CHAR(13) CHARACTER SET ascii COLLATE ascii_bin,
    ADD KEY log_run_step_thing (thing, occurred_at);
