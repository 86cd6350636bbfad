-- How many groups of a buyer await their payment, and how many he let expire of late.
ALTER TABLE ord_group
    ADD KEY ord_group_buyer (account_id, placed_at);
