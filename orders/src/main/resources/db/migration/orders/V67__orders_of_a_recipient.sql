-- Operators find the orders of whom they have on the phone.
CREATE INDEX ord_order_recipient ON ord_order (recipient_id, order_id);
