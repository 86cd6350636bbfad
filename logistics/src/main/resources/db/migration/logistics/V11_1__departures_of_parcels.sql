-- Parcels that were under way before room was held hold it on the departures that they still are to take.

INSERT INTO log_departure_hold (holder, seq, county_code, line_code, service_date, board_stop, alight_stop, from_node,
        to_node, departs_at, arrives_at, weight_grams, volume_cm3, pieces, held_at)
    SELECT p.order_id, l.seq, p.county_code, l.line_code, l.service_date, b.seq - 1, a.seq - 1, l.from_node, l.to_node,
        l.departs_at, l.arrives_at, p.weight_grams, p.volume_cm3, 1, p.booked_at
    FROM log_parcel p
    JOIN log_parcel_leg l ON l.barcode = p.barcode AND l.seq > p.legs_done AND l.left_at IS NULL
    JOIN log_line_stop b ON b.line_code = l.line_code AND b.node_code = l.from_node
    JOIN log_line_stop a ON a.line_code = l.line_code AND a.node_code = l.to_node AND a.seq > b.seq
    WHERE p.state IN ('BOOKED', 'AT_NODE', 'LOADED', 'ON_TRIP', 'AT_STOP')
      -- The county's midnight is 16:00 of the day before in UTC.
      AND l.departs_at = TIMESTAMPADD(MINUTE, b.depart_minute - 480, CAST(l.service_date AS DATETIME))
      AND l.arrives_at = TIMESTAMPADD(MINUTE, a.arrive_minute - 480, CAST(l.service_date AS DATETIME));

INSERT INTO log_departure (line_code, service_date, stop, county_code, node_code, weight_grams, volume_cm3, pieces,
        held_grams, held_cm3, held_pieces)
    SELECT n.code, d.service_date, s.seq - 1, n.county_code, s.node_code, n.weight_grams, n.volume_cm3, n.pieces,
        COALESCE(SUM(h.weight_grams), 0), COALESCE(SUM(h.volume_cm3), 0), COALESCE(SUM(h.pieces), 0)
    FROM (SELECT DISTINCT line_code, service_date FROM log_departure_hold) d
    JOIN log_line n ON n.code = d.line_code
    JOIN (SELECT line_code, MAX(seq) AS last_seq FROM log_line_stop GROUP BY line_code) e ON e.line_code = n.code
    JOIN log_line_stop s ON s.line_code = n.code AND s.seq < e.last_seq
    LEFT JOIN log_departure_hold h ON h.line_code = d.line_code AND h.service_date = d.service_date
        AND h.board_stop <= s.seq - 1 AND h.alight_stop > s.seq - 1
    GROUP BY n.code, d.service_date, s.seq, n.county_code, s.node_code, n.weight_grams, n.volume_cm3, n.pieces;
