-- Everybody may ask whether a certificate is real, by the number on it.
ALTER TABLE cat_brand_authorization ADD KEY cat_brand_authorization_number (certificate_no);
