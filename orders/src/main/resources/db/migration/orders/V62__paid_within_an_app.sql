-- Whether it is paid within the gateway's own app, by one payer: nobody else can use its charge.
ALTER TABLE ord_payment ADD COLUMN by_app BOOLEAN NOT NULL DEFAULT 0;
