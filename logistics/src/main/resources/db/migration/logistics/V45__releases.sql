-- Release orders (动用令): who proposed, reviewed and approved what for whom, what was drawn for it, and how far it has come.

CREATE TABLE log_release (
    release_id   CHAR(13)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code  VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Whose authority decides: COUNTY, CITY or NATIONAL.
    level_code   VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The alert that opened it; null when a person proposed it.
    alert_id     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    -- The commodity that the alert speaks of.
    about        VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin,
    -- 1 for a drill, which touches no stock.
    drill        SMALLINT     NOT NULL,
    -- OPENED, PROPOSED, REVIEWED, APPROVED, BOOKED, DELIVERED; REJECTED, WITHDRAWN, EXPIRED.
    state        VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    occasion     VARCHAR(200) NOT NULL,
    -- What it is for, and how it is to be carried; null while only opened.
    purpose      VARCHAR(200),
    transport    VARCHAR(200),
    -- Not approved after it.
    valid_until  DATETIME(3),
    sharing      VARCHAR(8)   CHARACTER SET ascii COLLATE ascii_bin,
    giving_way   VARCHAR(13)  CHARACTER SET ascii COLLATE ascii_bin,
    -- Null while only opened: nobody is its proposer.
    proposed_by  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    proposed_at  DATETIME(3),
    reviewed_by  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    reviewed_at  DATETIME(3),
    -- The authority's person.
    approved_by  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    approved_at  DATETIME(3),
    -- The last village is to be served by then.
    deliver_by   DATETIME(3),
    delivered_at DATETIME(3),
    refill_due   DATE,
    refilled_on  DATE,
    -- Days before the refill is due of the last alert; -1 when it is overdue and told.
    refill_told  INT,
    opened_at    DATETIME(3)  NOT NULL,
    PRIMARY KEY (release_id),
    UNIQUE KEY log_release_alert (alert_id),
    KEY log_release_level (county_code, level_code, release_id),
    KEY log_release_state (state, release_id),
    -- Nobody approves what he proposed or reviewed.
    CONSTRAINT log_release_people CHECK (
        (approved_by IS NULL OR (proposed_by IS NOT NULL AND approved_by <> proposed_by))
        AND (reviewed_by IS NULL OR reviewed_by <> proposed_by)
        AND (approved_by IS NULL OR reviewed_by IS NULL OR approved_by <> reviewed_by))
) DEFAULT CHARACTER SET utf8mb4;

-- What is to be released: at most so many pieces of a SKU.
CREATE TABLE log_release_line (
    release_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    commodity   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    -- What 1,000 people need, in pieces.
    need_per_1000 BIGINT    NOT NULL,
    -- Of a piece, for those who receive it; 0 for free.
    price_fen   BIGINT      NOT NULL,
    PRIMARY KEY (release_id, line_no),
    CONSTRAINT log_release_line_some CHECK (pieces > 0 AND need_per_1000 > 0 AND price_fen >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- Whom it serves.
CREATE TABLE log_release_place (
    release_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    people      INT         NOT NULL,
    -- From the county's hub, as the crow flies.
    metres      BIGINT      NOT NULL,
    -- NAMED, WAITING (approved, not on its way yet), SENT, SERVED.
    state       VARCHAR(7)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    promised_at DATETIME(3),
    -- Why it does not leave yet; null when nothing hinders it.
    hindrance   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    served_at   DATETIME(3),
    served_by   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
    late_told_at DATETIME(3),
    PRIMARY KEY (release_id, node_code),
    KEY log_release_place_node (node_code, state),
    KEY log_release_place_state (state, release_id),
    CONSTRAINT log_release_place_people CHECK (people > 0 AND metres >= 0)
) DEFAULT CHARACTER SET utf8mb4;

-- What each place needs of a line, its weight by the rule, and what it gets.
CREATE TABLE log_release_share (
    release_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    need        BIGINT      NOT NULL,
    weight      BIGINT      NOT NULL,
    pieces      BIGINT      NOT NULL,
    -- Given to people.
    handed      BIGINT      NOT NULL,
    PRIMARY KEY (release_id, line_no, node_code),
    CONSTRAINT log_release_share_fits CHECK (pieces BETWEEN 0 AND need AND handed BETWEEN 0 AND pieces)
) DEFAULT CHARACTER SET utf8mb4;

-- Which pieces it gets, from where. Never changed but for the transfer that carries them.
CREATE TABLE log_release_draw (
    release_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    draw_no     INT         NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    line_no     INT         NOT NULL,
    to_node     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_node   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lot_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- RESERVE, or SALE: what was for sale, pre-empted or not.
    origin      VARCHAR(7)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Of a reserve: its programme, the holding that kept it and the level that owned it; null for SALE.
    programme   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin,
    holding     VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin,
    owner_level VARCHAR(8)  CHARACTER SET ascii COLLATE ascii_bin,
    grams       BIGINT      NOT NULL,
    pieces      BIGINT      NOT NULL,
    transfer_id CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin,
    PRIMARY KEY (release_id, draw_no),
    KEY log_release_draw_place (release_id, to_node),
    KEY log_release_draw_transfer (transfer_id),
    CONSTRAINT log_release_draw_some CHECK (pieces > 0 AND (origin = 'RESERVE') = (holding IS NOT NULL))
) DEFAULT CHARACTER SET utf8mb4;

-- Orders that gave way, and by which rule. Never changed.
CREATE TABLE log_release_call (
    -- As orders hear of it.
    call_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    release_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    barcode     VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sku_code    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    node_code   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    pieces      BIGINT      NOT NULL,
    giving_way  VARCHAR(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    called_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (call_id),
    KEY log_release_call_release (release_id, call_id),
    KEY log_release_call_order (order_id)
) DEFAULT CHARACTER SET utf8mb4;

-- Each step of a release. Never changed.
CREATE TABLE log_release_step (
    step_id     CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    release_id  CHAR(13)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    county_code VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- Null for the first.
    from_state  VARCHAR(9)  CHARACTER SET ascii COLLATE ascii_bin,
    to_state    VARCHAR(9)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    actor       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at          DATETIME(3) NOT NULL,
    why         VARCHAR(200),
    PRIMARY KEY (step_id),
    KEY log_release_step_release (release_id, step_id)
) DEFAULT CHARACTER SET utf8mb4;
