-- 1 when who acts was authorised while he kept the person's station: then he acts only as long as he keeps it.
ALTER TABLE acc_representation ADD COLUMN as_keeper TINYINT NOT NULL DEFAULT 0;
UPDATE acc_representation SET as_keeper = 1 WHERE kind = 'REPRESENTATIVE'
    AND EXISTS (SELECT 1 FROM acc_villager v JOIN acc_grant g ON g.scope_value = v.station_code
        WHERE v.account_id = acc_representation.person_id AND g.account_id = acc_representation.actor_id
          AND g.role = 'STATION_KEEPER' AND g.scope_kind = 'NODE');
