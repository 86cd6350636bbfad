-- What is false of the tables: a head with the invariant that must tell it and, behind a bar, what is false; then the statements that
-- make it untrue, each ended by a semicolon at a line's end. {order} is paid online, of two pieces of one line, and nothing else was
-- done with it; {group} is its group, {payment} its payment.

-- net of a line = sum of its steps | a step too many
UPDATE ord_line SET price_steps = 1 WHERE order_id = '{order}';

-- net of a line = sum of its steps | of no line
INSERT INTO ord_line_price_step (order_id, line_no, step_no, county_code, kind, fen, ref, payer) VALUES ('NONE', 1, 1, '500233',
    'PRICE_LIST', 1, 'L', null);

-- promotion budgets used = discounts less what went back | used and given to nobody
INSERT INTO ord_promotion (promotion_id, county_code, kind, name, terms, starts_at, ends_at, budget_fen, used_fen, issued, state, version,
    made_by, made_at) VALUES ('P', '500233', 'PERCENT', 'x', '{}', '2026-01-01', '2027-01-01', 10, 5, 0, 'ENDED', 1, 'x', '2026-01-01');

-- no line gave back more of a promotion than it took | it took none
INSERT INTO ord_promotion_back (order_id, line_no, promotion_id, fen) VALUES ('{order}', 1, 'NONE', 1);

-- flash sold <= allotment; sold + freed = allotment after the end | runs without an allotment
INSERT INTO ord_promotion (promotion_id, county_code, kind, name, terms, starts_at, ends_at, budget_fen, used_fen, issued, state, version,
    made_by, made_at) VALUES ('P', '500233', 'FLASH', 'x', '{}', '2026-01-01', '2027-01-01', null, 0, 0, 'ACTIVE', 1, 'x', '2026-01-01');

-- a coupon is used by one group at most, its buyer's, and never more are claimed than there are | issued to nobody
INSERT INTO ord_promotion (promotion_id, county_code, kind, name, terms, starts_at, ends_at, budget_fen, used_fen, issued, state, version,
    made_by, made_at) VALUES ('P', '500233', 'COUPON', 'x', '{}', '2026-01-01', '2027-01-01', null, 0, 1, 'ACTIVE', 1, 'x', '2026-01-01');

-- a coupon is used by one group at most, its buyer's, and never more are claimed than there are | used and still to be had
INSERT INTO ord_coupon (coupon_id, county_code, promotion_id, account_id, nth, claimed_at, valid_until, state) VALUES ('K', '500233',
    'NONE', 'B', 1, '2026-01-01', '2026-01-01', 'CLAIMED');
INSERT INTO ord_line_price_step (order_id, line_no, step_no, county_code, kind, fen, ref, payer) VALUES ('{order}', 1, 1, '500233',
    'COUPON', 0, 'NONE:K', 'SELLER');

-- subsidy taken = steps of orders - given back | taken by nobody
INSERT INTO ord_subsidy (programme_id, county_code, name, fund_code, categories, bps, cap_fen, buyer_cap_fen, valid_from, valid_until,
    state, taken_fen, made_by, made_at) VALUES ('Y', '500233', 'x', 'F', 'C', 100, 100, 10, '2026-01-01', '2027-01-01', 'OPEN', 5, 'x',
    '2026-01-01');

-- shares of live sales = lines of completed orders | delivered and not shared
UPDATE ord_order o JOIN ord_line l ON l.order_id = o.order_id SET o.lifecycle = 'COMPLETED', l.live_session_id = 'S', l.live_slot_id = 'T',
    l.live_host_id = 'H', l.live_host_bps = 1000, l.live_station_bps = 0 WHERE o.order_id = '{order}';

-- after-sales history = legal path | no such step
INSERT INTO ord_after_history (request_id, version, county_code, act, state, at, actor) VALUES ('Q', 1, '500233', 'X', 'ASKED',
    '2026-01-01', 'x');
INSERT INTO ord_after_history (request_id, version, county_code, act, state, at, actor) VALUES ('Q', 2, '500233', 'X', 'ON_THE_WAY',
    '2026-01-01', 'x');

-- after-sales history = legal path | it stands elsewhere
INSERT INTO ord_after (request_id, county_code, order_id, account_id, seller_code, kind, reason, state, fault, asked_fen, settled_fen,
    drop_code, asked_at, due_at, version) VALUES ('Q', '500233', '{order}', 'B', 'S1', 'CLAIM', 'SHORT', 'ASKED', 'SELLER', 5, null, null,
    '2026-01-01', '2026-01-02', 1);
INSERT INTO ord_after_history (request_id, version, county_code, act, state, at, actor) VALUES ('Q', 1, '500233', 'X', 'LAPSED',
    '2026-01-01', 'x');

-- pieces asked, replaced, paid = counted, never more than received | counted and not asked for
INSERT INTO ord_after_count (order_id, line_no, county_code, received, opened, settled, exchanged, worth_fen, paid_fen) VALUES ('{order}',
    1, '500233', 2, 1, 0, 0, 10, 0);

-- pieces asked, replaced, paid = counted, never more than received | more than were received
INSERT INTO ord_after_count (order_id, line_no, county_code, received, opened, settled, exchanged, worth_fen, paid_fen) VALUES ('{order}',
    1, '500233', 3, 0, 0, 0, 10, 0);

-- after-sales settled = refunds and ledger, never more than paid | settled and not reversed
INSERT INTO ord_after (request_id, county_code, order_id, account_id, seller_code, kind, reason, state, fault, asked_fen, settled_fen,
    drop_code, asked_at, due_at, version) VALUES ('Q', '500233', '{order}', 'B', 'S1', 'CLAIM', 'SHORT', 'SETTLED', 'SELLER', 5, 5, null,
    '2026-01-01', '2026-01-02', 1);
INSERT INTO ord_after_line (request_id, county_code, line_no, sku_code, pieces, fen) VALUES ('Q', '500233', 1, 'X', 1, 5);

-- each request on its way has its parcel, and each waited for its code | on its way as nothing
INSERT INTO ord_after (request_id, county_code, order_id, account_id, seller_code, kind, reason, state, fault, asked_fen, settled_fen,
    drop_code, asked_at, due_at, version) VALUES ('Q', '500233', '{order}', 'B', 'S1', 'CLAIM', 'SHORT', 'ON_THE_WAY', 'SELLER', 5, null,
    null, '2026-01-01', '2026-01-02', 1);

-- each request on its way has its parcel, and each waited for its code | a code for what was settled
INSERT INTO ord_after (request_id, county_code, order_id, account_id, seller_code, kind, reason, state, fault, asked_fen, settled_fen,
    drop_code, asked_at, due_at, version) VALUES ('Q', '500233', '{order}', 'B', 'S1', 'CLAIM', 'SHORT', 'SETTLED', 'SELLER', 5, 0,
    1234567890, '2026-01-01', '2026-01-02', 1);

-- reviews are of what their writer received | not delivered
INSERT INTO ord_review (review_id, county_code, order_id, line_no, account_id, recipient_id, seller_code, product_code, product_name, stars,
    words, state, written_at, edit_until, reports, version) VALUES ('V', '500233', '{order}', 1, 'B', 'R', 'S1', 'P', 'x', 5, 'x', 'SHOWN',
    '2026-01-01', '2026-01-02', 0, 1);

-- reviews shown = counted, reports = counted | shown and not counted
INSERT INTO ord_review (review_id, county_code, order_id, line_no, account_id, recipient_id, seller_code, product_code, product_name, stars,
    words, state, written_at, edit_until, reports, version) VALUES ('V', '500233', '{order}', 1, 'B', 'R', 'S1', 'P', 'x', 5, 'x', 'SHOWN',
    '2026-01-01', '2026-01-02', 0, 1);

-- reviews shown = counted, reports = counted | reported by nobody
INSERT INTO ord_review (review_id, county_code, order_id, line_no, account_id, recipient_id, seller_code, product_code, product_name, stars,
    words, state, written_at, edit_until, reports, version) VALUES ('V', '500233', '{order}', 1, 'B', 'R', 'S1', 'P', 'x', 5, 'x', 'HIDDEN',
    '2026-01-01', '2026-01-02', 1, 1);

-- cash held = receipts - remittances, differences settled | handed in and not booked
INSERT INTO log_cash_handover (handover_id, county_code, node_code, node_path, taken_fen, offered_fen, offered_by, offered_at, state,
    in_fen, in_node, in_by, in_at) VALUES ('H', '500233', 'N', '/N', 100, 100, 'k', '2026-01-01', 'IN', 100, 'M', 'k', '2026-01-01');

-- cash held = receipts - remittances, differences settled | a difference not booked
INSERT INTO log_cash_handover (handover_id, county_code, node_code, node_path, taken_fen, offered_fen, offered_by, offered_at, state,
    in_fen, in_node, in_by, in_at) VALUES ('H', '500233', 'N', '/N', 100, 100, 'k', '2026-01-01', 'IN', 90, 'M', 'k', '2026-01-01');

-- settled differences of cash = ledger | settles nothing
INSERT INTO ord_journal (journal_id, county_code, kind, cause, posted_at) VALUES ('J', '500233', 'CASH_SETTLED', 'NONE:IN', '2026-01-01');

-- cash paid back = drawer = balance = ledger | paid out of no drawer
INSERT INTO ord_cash_refund (refund_id, county_code, account_id, fen, code_index, asked_at, valid_until, node_code, keeper_id, paid_at)
    VALUES ('Z', '500233', 'B', 5, 'x', '2026-01-01', '2026-01-02', 'N', 'k', '2026-01-01');

-- cash paid back = drawer = balance = ledger | out of a drawer for nobody
INSERT INTO log_cash_taken (barcode, county_code, order_id, node_code, fen, actor, taken_at, taken_on) VALUES ('NONE', '500233', 'NONE',
    'N', -5, 'k', '2026-01-01', '2026-01-01');

-- remittances = bank lines = ledger | matched with no line
INSERT INTO ord_remittance (remittance_id, county_code, node_code, fen, state, brought_by, brought_at) VALUES ('M', '500233', 'N', 5,
    'MATCHED', 'k', '2026-01-01');

-- balances of accounts = their changes = ledger | came from nowhere
INSERT INTO ord_balance (county_code, account_id, balance_fen) VALUES ('500233', 'B', 5);

-- withdrawals = balances = payouts = ledger | left no balance
INSERT INTO ord_withdrawal (withdrawal_id, county_code, account_id, back_to, fen, state, asked_at, under_way) VALUES ('W', '500233', 'B',
    'B', 5, 'ASKED', '2026-01-01', 1);

-- seller payable = dues - payouts - reversals | moved by a payment
UPDATE ord_posting SET account = 'seller-payable:S1' WHERE order_id = '{order}' AND amount_fen < 0;

-- seller payable = dues - payouts - reversals | taken back and not booked
INSERT INTO ord_reversal (cause, county_code, order_id, fault, freight_fen, reversed_at) VALUES ('NONE', '500233', '{order}', 'SELLER', 5,
    '2026-01-01');

-- opening + lines = closing, and opens the next | no lines
INSERT INTO ord_statement (statement_id, county_code, period_no, party, opening_fen, lines_fen, closing_fen, payable_fen, line_count) VALUES
    ('V', '500233', 1, 'SELLER:S1', 0, 5, 5, 5, 0);

-- opening + lines = closing, and opens the next | opens with what was not
INSERT INTO ord_statement (statement_id, county_code, period_no, party, opening_fen, lines_fen, closing_fen, payable_fen, line_count) VALUES
    ('V', '500233', 1, 'SELLER:S1', 5, 0, 5, 5, 0);

-- lines of statements = ledger, commission with them | of no journal
INSERT INTO ord_statement_line (statement_id, line_no, journal_id, county_code, party, kind, cause, amount_fen, payable_fen, commission_fen,
    tax_fen, live_fen, discount_fen, posted_at) VALUES ('V', 1, 'NONE', '500233', 'SELLER:S1', 'X', 'X', 7, 0, 0, 0, 0, 0, '2026-01-01');

-- lines of statements = ledger, commission with them | other than the books
UPDATE ord_posting SET account = 'seller-payable:S1' WHERE order_id = '{order}' AND amount_fen < 0;
INSERT INTO ord_statement_line (statement_id, line_no, journal_id, county_code, party, kind, cause, amount_fen, payable_fen, commission_fen,
    tax_fen, live_fen, discount_fen, posted_at) VALUES ('V', 1, (SELECT MIN(journal_id) FROM ord_posting WHERE order_id = '{order}'),
    '500233', 'SELLER:S1', 'X', 'X', 7, 0, 0, 0, 0, 0, '2026-01-01');

-- journals of closed periods stand in statements | seller-payable:S1
INSERT INTO ord_period (county_code, period_no, from_on, until_on, closed_by, closed_at) VALUES ('500233', 1, '2000-01-01', '2099-01-01',
    'x', '2026-01-01');
UPDATE ord_posting SET account = 'seller-payable:S1' WHERE order_id = '{order}' AND amount_fen < 0;

-- journals of closed periods stand in statements | live-host-payable:H
INSERT INTO ord_period (county_code, period_no, from_on, until_on, closed_by, closed_at) VALUES ('500233', 1, '2000-01-01', '2099-01-01',
    'x', '2026-01-01');
UPDATE ord_posting SET account = 'live-host-payable:H' WHERE order_id = '{order}' AND amount_fen < 0;

-- journals of closed periods stand in statements | station-fee-payable:N
INSERT INTO ord_period (county_code, period_no, from_on, until_on, closed_by, closed_at) VALUES ('500233', 1, '2000-01-01', '2099-01-01',
    'x', '2026-01-01');
UPDATE ord_posting SET account = 'station-fee-payable:N' WHERE order_id = '{order}' AND amount_fen < 0;

-- journals of closed periods stand in statements | carrier-payable
INSERT INTO ord_period (county_code, period_no, from_on, until_on, closed_by, closed_at) VALUES ('500233', 1, '2000-01-01', '2099-01-01',
    'x', '2026-01-01');
UPDATE ord_posting SET account = 'carrier-payable' WHERE order_id = '{order}' AND amount_fen < 0;

-- nobody is paid twice | more than his statement
INSERT INTO ord_statement (statement_id, county_code, period_no, party, opening_fen, lines_fen, closing_fen, payable_fen, line_count) VALUES
    ('V', '500233', 1, 'SELLER:S1', 0, 5, 5, 5, 0);
INSERT INTO ord_payout (payout_id, batch_id, county_code, party, statement_id, fen, state, bank_version, note, counts) VALUES ('U', 'B',
    '500233', 'SELLER:S1', 'V', 6, 'PAID', 1, '', 1);

-- nobody is paid twice | what is owed to nobody
INSERT INTO ord_payout (payout_id, batch_id, county_code, party, statement_id, fen, state, bank_version, note, counts) VALUES ('U', 'B',
    '500233', 'SELLER:S1', 'NONE', 5, 'PAID', 1, '', 1);

-- nobody is paid twice | neither under way nor over
INSERT INTO ord_payout (payout_id, batch_id, county_code, party, statement_id, fen, state, bank_version, note) VALUES ('U', 'B', '500233',
    'SELLER:S1', 'V', 5, 'SENT', 1, '');

-- payouts = ledger | paid and not booked
INSERT INTO ord_payout (payout_id, batch_id, county_code, party, statement_id, fen, state, bank_version, note, counts) VALUES ('U', 'B',
    '500233', 'SELLER:S1', 'V', 5, 'PAID', 1, '', 1);

-- payouts = ledger | booked and not paid
INSERT INTO ord_journal (journal_id, county_code, kind, cause, posted_at) VALUES ('J', '500233', 'PAYOUT_PAID', 'NONE', '2026-01-01');

-- red invoices <= their blue one, line by line | takes back what was not invoiced
INSERT INTO ord_invoice_paper (paper_id, county_code, order_id, nth, blue_id, taken_fen, exported_at) VALUES ('R', '500233', '{order}', 1,
    'NONE', 0, '2026-01-01');
INSERT INTO ord_invoice_paper_line (paper_id, line_no, order_id, pieces, fen, bps, tax_fen) VALUES ('R', 1, '{order}', -1, -5, 1300, -1);

-- local sum = gateway bill, or a ticket | another amount
INSERT INTO ord_bill (bill_id, county_code, gateway, bill_day, version, hash, size_bytes, lines_read, paid_fen, back_fen, differences,
    loaded_by, loaded_at) SELECT 'B', '500233', gateway, DATE(gateway_paid_at + INTERVAL 8 HOUR), 1, 'x', 1, 1, 0, 0, 0, 'x', '2026-01-01'
    FROM ord_payment WHERE payment_id = '{payment}';
INSERT INTO ord_bill_row (bill_id, row_no, kind, number, amount_fen) SELECT 'B', 1, 'PAYMENT', '{payment}', paid_fen + 1 FROM ord_payment
    WHERE payment_id = '{payment}';

-- local sum = gateway bill, or a ticket | paid to nobody
INSERT INTO ord_bill (bill_id, county_code, gateway, bill_day, version, hash, size_bytes, lines_read, paid_fen, back_fen, differences,
    loaded_by, loaded_at) SELECT 'B', '500233', gateway, DATE(gateway_paid_at + INTERVAL 8 HOUR), 1, 'x', 1, 1, 0, 0, 0, 'x', '2026-01-01'
    FROM ord_payment WHERE payment_id = '{payment}';
INSERT INTO ord_bill_row (bill_id, row_no, kind, number, amount_fen) SELECT 'B', 1, 'PAYMENT', 'NONE', 5 FROM ord_payment WHERE payment_id =
    '{payment}';

-- payments of days with a bill are in it, or a ticket | not in it
INSERT INTO ord_bill (bill_id, county_code, gateway, bill_day, version, hash, size_bytes, lines_read, paid_fen, back_fen, differences,
    loaded_by, loaded_at) SELECT 'B', '500233', gateway, DATE(gateway_paid_at + INTERVAL 8 HOUR), 1, 'x', 1, 1, 0, 0, 0, 'x', '2026-01-01'
    FROM ord_payment WHERE payment_id = '{payment}';

-- held money is in the books until it is decided about, and then gone from there | held nowhere
UPDATE ord_payment SET status = 'HELD' WHERE payment_id = '{payment}';

-- assisted order = villager's group | another's
INSERT INTO ord_assisted (assisted_id, county_code, node_code, keeper_id, account_id, village_code, state, consent_way, consent_on,
    opened_at, group_id, ended_at) VALUES ('A', '500233', 'N', 'k', 'NOBODY', 'V', 'PLACED', 'PAPER', '2026-01-01', '2026-01-01', '{group}',
    '2026-01-01');

-- changed orders are over, and what they cost more went back | goes on beside the new one
INSERT INTO ord_order_change (order_id, into_id, county_code, before_fen, after_fen, back_fen, reason, actor, changed_at) VALUES ('{order}',
    'NONE', '500233', 5, 5, 0, 'x', 'k', '2026-01-01');

-- what was paid for a change brought it, or went back | paid for nothing
INSERT INTO ord_change_offer (offer_id, order_id, county_code, state, wanted, in_cash, after_fen, more_fen, reason, offered_by, offered_at,
    pay_by) VALUES ('C', '{order}', '500233', 'DONE', '{}', 0, 5, 5, 'x', 'k', '2026-01-01', '2026-01-01');

-- team = its orders, and nobody's paid order waits for none | waits for no team
UPDATE ord_order SET fulfilment_status = 'RESERVED' WHERE order_id = '{order}';

-- team = its orders, and nobody's paid order waits for none | of nobody
INSERT INTO ord_team (team_id, county_code, promotion_id, code, size, joined, paid, state, opened_at, ends_at) VALUES ('T', '500233',
    'NONE', 'ABC', 2, 1, 0, 'OPEN', '2026-01-01', '2026-01-02');

-- farm inputs used of a season = open and done lines | used by no order
INSERT INTO ord_input_use (limit_id, account_id, used, amount) VALUES ('L', 'B', 1, 5);

-- restricted farm inputs = a purpose and a verified buyer at placing | for no purpose
UPDATE ord_line SET input_kind = 'PESTICIDE', input_registration = 'x', input_restricted = 1, input_grams = 1 WHERE order_id = '{order}';

-- what lines weigh = their settlement, by a reading or as ordered, and within what was accepted | settled by nothing
UPDATE ord_line SET weight_each = 500, weight_tolerance = 1000, weight_got = 10, weight_pieces = 1 WHERE order_id = '{order}';


-- owed for sale stock by releases, and paid by villages = ledger | taken and not booked
INSERT INTO log_release_worth (release_id, line_no, node_code, county_code, sku_code, seller_code, pieces, price_fen) VALUES ('R', 1, 'N',
    '500233', 'X', null, 2, 50);

-- owed for sale stock by releases, and paid by villages = ledger | booked, and nobody paid
INSERT INTO ord_journal (journal_id, county_code, kind, cause, posted_at) VALUES ('J', '500233', 'RELIEF_PAID', 'NONE', '2026-01-01');
INSERT INTO ord_posting (journal_id, posting_no, county_code, account, order_id, amount_fen) VALUES
    ('J', 1, '500233', 'cash-held:K', null, 5), ('J', 2, '500233', 'relief-proceeds:COUNTY', null, -5);
