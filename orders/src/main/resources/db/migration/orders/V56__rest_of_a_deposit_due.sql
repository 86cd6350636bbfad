-- When the rest of a presale's deposit was to be paid. A group's own time is put off while a gateway cannot say whether it was,
-- and how long it may be put off counts from here.
ALTER TABLE ord_presale_order ADD COLUMN rest_by DATETIME(3) NULL;

UPDATE ord_presale_order p
JOIN ord_order o ON o.order_id = p.order_id
JOIN ord_group g ON g.group_id = o.group_id
SET p.rest_by = g.pay_by
WHERE o.payment_status = 'BALANCE_DUE';
