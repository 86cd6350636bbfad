-- Operators find a parcel by the number that its carrier gave it.
CREATE INDEX log_parcel_waybill ON log_parcel (waybill);
