package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cunlu.accounts.PersonalData;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every table that can tell something of a person is in a part of {@link PersonalData}, which exports and erases it, or in a closed
 * list with the reason why it stays as it is. Whoever adds a table or column decides here.
 */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownOfPeopleTest {
    /** Columns that name a person, hold data of his, or find him. */
    private static final Pattern OF_PEOPLE = Pattern.compile(
            "account(_id)?|.*_account|merged_into|.*phone.*|.*_sealed|.*_index"
                    + "|buyer.*|driver_id|person_id|actor(_id)?|keeper(_id)?|viewer|subject|recipient_id|holder|agent|owner|.*_by");

    /** Each table and the section in which its person finds it. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("acc_account", "account"),
            Map.entry("acc_address", "addresses"),
            Map.entry("acc_consent", "consents"),
            Map.entry("acc_grant", "grants"),
            Map.entry("acc_identity", "identities"),
            Map.entry("acc_look", "looks"),
            Map.entry("acc_merge", "representation"),
            Map.entry("acc_notice", "notices"),
            Map.entry("acc_recipient", "recipients"),
            Map.entry("acc_recovery_code", "second-factor"),
            Map.entry("acc_representation", "representation"),
            Map.entry("acc_session", "sessions"),
            Map.entry("acc_suspension", "suspensions"),
            Map.entry("acc_totp", "second-factor"),
            Map.entry("acc_verification", "verification"),
            Map.entry("acc_villager", "representation"),
            Map.entry("cat_seller_application", "shops"),
            Map.entry("cat_seller_item", "shops"),
            Map.entry("cat_seller_paper", "shops"),
            Map.entry("ord_assisted", "assisted-orders"),
            Map.entry("ord_balance", "orders"),
            Map.entry("ord_balance_entry", "orders"),
            Map.entry("ord_cart", "orders"),
            Map.entry("ord_cart_line", "orders"),
            Map.entry("ord_coop_member", "cooperatives"),
            Map.entry("ord_group", "orders"),
            Map.entry("ord_order", "orders"),
            Map.entry("ord_subsidy_person", "subsidies"),
            Map.entry("ord_after", "after-sales"),
            Map.entry("ord_photo", "reviews"),
            Map.entry("ord_review", "reviews"),
            Map.entry("ord_review_report", "reviews"),
            Map.entry("ord_payment", "orders"),
            Map.entry("sea_asked", "searches"));
    /** The others, and why nothing of them is exported or erased. */
    private static final Map<String, String> STAYS = Map.ofEntries(
            Map.entry("acc_api_key", "ids only, of operators who made or revoked it"),
            Map.entry("acc_webhook", "ids only, of who made it; a secret of ours"),
            Map.entry("acc_webhook_delivery", "which worker sends it"),
            Map.entry("acc_authority_change", "id only, that something changed; swept within a day"),
            Map.entry("acc_code", "keyed hashes only; swept within a day after expiry"),
            Map.entry("acc_erasure", "that he was forgotten, under his id: the proof that it was done"),
            Map.entry("acc_factor_reset", "ids only, of whoever acted: proof of what was decided"),
            Map.entry("acc_grant_proposal", "ids and role: proof of who proposed and decided, as the trail keeps it"),
            Map.entry("acc_invitation", "ids of giver and taker; code and token as keyed hashes"),
            Map.entry("acc_provider_visit", "belongs to no account yet; swept after the visit"),
            Map.entry("acc_second_factor_guess", "id and a count; swept"),
            Map.entry("acc_second_factor_use", "id and keyed hashes; swept"),
            Map.entry(
                    "ord_visitor_cart",
                    "id of whose cart took it in; deleted when he is forgotten, swept when it expires"),
            Map.entry("cat_import", "id of the operator who sent the file"),
            Map.entry("cat_picture", "id of who sent it, by which sending is bounded"),
            Map.entry("cat_brand_step", "id of who granted or revoked a right to a brand: proof of who decided"),
            Map.entry("cat_listing", "id of who listed the goods"),
            Map.entry("cat_lot_file", "id of who sent the paper: proof of where a lot comes from"),
            Map.entry("cat_lot_inspection", "id of who put it on record: proof of where a lot comes from"),
            Map.entry("cat_lot_version", "id of who told it: proof of where a lot comes from"),
            Map.entry("cat_product_change", "ids of who proposed and decided: proof of what was approved"),
            Map.entry("cat_product_step", "id of who took the step: proof of a product's life"),
            Map.entry("ker_idempotency", "answers to retries of the owner; purged"),
            Map.entry("ker_outbox", "claimant is an instance, subject an aggregate: events hold ids only"),
            Map.entry("ker_trail", "ids and facts: kept by law, sealed against change"),
            Map.entry("ord_bill", "id of the operator who handed the bill in, and of the version that counts"),
            Map.entry("ord_money_decision", "ids of who proposed and who decided: proof of who moved money"),
            Map.entry(
                    "ord_money_ticket", "id of the operator who sees to it; its subject is a payment, refund or bill"),
            Map.entry("ord_money_ticket_step", "id of who did it: proof of what became of money"),
            Map.entry(
                    "ord_bank_account", "of a shop, a host, a station or the carrier, sealed: kept with what was paid"),
            Map.entry("ord_commission_set", "ids of who proposed and who agreed: proof of what was decided"),
            Map.entry("ord_payout", "id of who told what became of it: proof of what was paid"),
            Map.entry("ord_payout_batch", "ids of who made and who approved it: proof of what was paid"),
            Map.entry("ord_period", "id of who closed it: proof of what is owed"),
            Map.entry("ord_bank_line", "id of who said whose an unmatched line is"),
            Map.entry("ord_withdrawal", "ids of whose money it was: proof of the payout"),
            Map.entry(
                    "ord_cash_refund",
                    "ids of who had the cash and who paid it, a code as keyed hash: proof of the cash"),
            Map.entry("ord_change_offer", "ids only: of the operator, and of a recipient, who goes with the account"),
            Map.entry("ord_remittance", "id of who brought the cash: proof of the cash"),
            Map.entry(
                    "ord_invoice", "id of the buyer, title and tax number sealed: kept by law with what was invoiced"),
            Map.entry("ord_live_buyer", "id and a count, by which a buyer's limit is held"),
            Map.entry("ord_live_session", "id of the host whose session it was: whose share is whose"),
            Map.entry("ord_live_step", "id of who did it: proof of price and stock on air"),
            Map.entry("log_paper_correction", "ids of who corrected a paper and who signed: proof of the stock"),
            Map.entry("log_adjustment", "ids of who proposed and who signed: proof of the stock"),
            Map.entry("log_list_key", "a key of ours by which lists are signed, sealed; of no person"),
            Map.entry("log_adjustment_line", "whose goods: the county's, a shop's or a programme's"),
            Map.entry("log_bag", "ids of nodes, trips and who opened it"),
            Map.entry("log_bin", "id of who registered it"),
            Map.entry("log_closure", "ids of who closed and opened a road or node: proof of why parcels came late"),
            Map.entry("log_carrier", "id of the operator who set it up"),
            Map.entry("log_carrier_file", "id of who sent it: proof of what was given"),
            Map.entry("log_consignment", "id of who gave the parcel away: proof of who had it"),
            Map.entry("log_count", "id of who opened the count"),
            Map.entry("log_count_line", "ids of who counted: proof of the stock"),
            Map.entry("log_cash_difference", "id of who had the cash and must answer, and who settled it"),
            Map.entry("log_cash_handover", "ids of who counted: proof of who had the cash"),
            Map.entry("log_shift", "ids of who kept the drawer and who ended the shift: proof of the cash"),
            Map.entry("log_cash_taken", "id of who took it: proof of the cash"),
            Map.entry("log_custody", "id of who acted: proof of who had the parcel"),
            Map.entry("log_reseating", "id of an order whose departure was changed, and no person"),
            Map.entry("log_departure_hold", "id of an order: room for a parcel, and no person"),
            Map.entry("log_difference", "ids of who found and who closed it: proof of who answers for goods"),
            Map.entry("log_drop_off", "whose goods, who brought and who took them: proof of the stock"),
            Map.entry("log_goods_unit", "id of who took it in: proof of the stock"),
            Map.entry("log_homecoming", "id of who inspected it: proof of the stock"),
            Map.entry("log_return", "ids of who took it in and inspected it: proof of the stock"),
            Map.entry("log_return_part", "whose goods: the county's, a shop's or a programme's"),
            Map.entry("log_homecoming_part", "whose goods: the county's, a shop's or a programme's"),
            Map.entry("log_lot_named", "id of who named the lot"),
            Map.entry("log_price_watch", "id of who set it"),
            Map.entry("log_price_ratio", "id of who set it"),
            Map.entry("log_price_outlet", "a shop and who set it up, no person"),
            Map.entry("log_price_people", "how many live there, and who said so"),
            Map.entry("log_sown_need", "what a township has sown, and who said so"),
            Map.entry("log_price_report", "ids of who reported and who confirmed: proof of a public price"),
            Map.entry("log_price_alert", "id of who closed it: proof of what was done about it"),
            Map.entry("log_reserve_rate_version", "id of who set it: proof of what is paid"),
            Map.entry("log_reserve_fee_rule", "id of who set it: proof of what is paid"),
            Map.entry("log_reserve_report", "id of who filed it: proof of what was reported"),
            Map.entry("log_reserve_link", "id of who opened a level to a key"),
            Map.entry("log_reserve_statement", "ids of who made and signed it: proof of what is paid"),
            Map.entry("log_node_step", "id of who opened or closed a node: proof of the network's life"),
            Map.entry("log_parcel", "id of the recipient, who goes with the account"),
            Map.entry("log_photo", "id of who took it: proof of how the goods were, kept with the parcel's history"),
            Map.entry("log_pick_line", "id of who picked, and whose goods: proof of the stock"),
            Map.entry("log_pickup", "id of the recipient and a sealed code, only while the parcel waits"),
            Map.entry("log_pickup_guess", "a node with who guessed, or a parcel; a count"),
            Map.entry("log_purchase", "ids of who ordered and received: proof of the stock"),
            Map.entry("log_recall", "ids of who called back and lifted: proof of what was held"),
            Map.entry("log_run_crew", "ids of drivers and of who named them: proof of who drove"),
            Map.entry("log_run_hand_over", "ids of who handed over and who settled it: proof of who had the goods"),
            Map.entry("log_tour_job", "id of the dispatcher who asked for the search"),
            Map.entry("log_tour_plan", "ids of the dispatchers who made and published it: who answers for the day"),
            Map.entry("log_vehicle", "id of the dispatcher who changed it last: who answers for the register"),
            Map.entry("log_run_step", "id of the driver who told it, and of who took note: proof of what happened"),
            Map.entry("log_recycling", "ids of who brought and who took it: what the county accounts for"),
            Map.entry("log_recycling_load", "ids of who sent and who received it"),
            Map.entry("log_scan", "id of who scanned: proof of who had the parcel"),
            Map.entry("log_slip", "id of who re-routed: proof of why a parcel came late"),
            Map.entry("log_station_request", "ids of who asked and decided for a station"),
            Map.entry("log_reserve_change", "ids of who asked and who approved: proof of the reserve"),
            Map.entry("log_reserve_check", "id of who tested it: proof of the reserve"),
            Map.entry("log_reserve_claim", "ids of who opened and who closed it: proof of the reserve"),
            Map.entry("log_reserve_entry", "id of who did it: proof of the reserve"),
            Map.entry("log_reserve_holding", "id of who set it up"),
            Map.entry("log_reserve_intake", "ids of who registered and who inspected: proof of the reserve"),
            Map.entry("log_reserve_loss", "id of who told it: proof of the reserve"),
            Map.entry("log_reserve_programme", "id of who set it up"),
            Map.entry("log_reserve_rotation", "ids of who proposed, approved and extended it: proof of the reserve"),
            Map.entry("log_reserve_rule", "id of who wrote it"),
            Map.entry("log_stock_act", "id of who did it: proof of the stock"),
            Map.entry("log_stock_level", "the count by which it is frozen"),
            Map.entry("log_stock_lot", "whose goods: the county's, a shop's or a programme's"),
            Map.entry("log_stock_movement", "id of who counted or moved: proof of the stock"),
            Map.entry("log_stock_policy", "id of who set it"),
            Map.entry("log_stranded", "id of who re-routed"),
            Map.entry("log_release", "ids of who proposed, reviewed and approved: proof of the reserve"),
            Map.entry("log_release_handing", "id of who handed it out and took its price: proof of the reserve"),
            Map.entry("log_release_place", "id of who served the village: proof of the reserve"),
            Map.entry("log_release_step", "ids of who took each step: proof of the reserve"),
            Map.entry("log_transfer", "id of who shipped"),
            Map.entry("log_transfer_line", "whose goods: the county's, a shop's or a programme's"),
            Map.entry("log_wave", "ids of who released and cancelled it"),
            Map.entry(
                    "ord_input_purpose",
                    "what restricted pesticide was bought for, sealed: the law keeps it two years"),
            Map.entry(
                    "ord_input_use",
                    "what a buyer had of a season's limit: goes with his orders, and the law keeps it"),
            Map.entry("ord_pay_link", "id of the keeper who made it; the token as a hash"),
            Map.entry("ord_price_list", "id of who made it"),
            Map.entry("ord_subsidy", "ids of the operators who drafted and who approved it"),
            Map.entry("ord_subsidy_back", "id and fen: what went back to a fund, a voucher"),
            Map.entry("ord_after_history", "id of who took the step: proof of what was agreed"),
            Map.entry("ord_weighing", "id of the worker who weighed: proof of what was paid for"),
            Map.entry("ord_redirection", "id of the operator who said it, and a keyed hash; a day"),
            Map.entry("ord_assisted_consent", "a keyed hash and fen: proof of what a villager said yes to"),
            Map.entry("ord_closing", "id of the operator who wanted it; the next closing takes its place"),
            Map.entry("ord_counter_cash", "id of the keeper who took it: proof of the cash"),
            Map.entry("ord_order_change", "id of the operator who changed it: proof of what was agreed"),
            Map.entry("ord_freight_template", "ids of who made it and who decided about it"),
            Map.entry("ord_order_history", "id of who changed the order, under which the order stays"),
            Map.entry("ord_coupon", "id and what was claimed and used: proof of who paid for a discount"),
            Map.entry("ord_promotion", "ids of who made and approved it: proof of what was promised"),
            Map.entry("ord_posting", "an account of the ledger, not of a person"),
            Map.entry("ord_presale_history", "id of who did it: proof of what was agreed and changed"),
            Map.entry("ord_presale_order", "a time by which the rest is waited for, of nobody"),
            Map.entry("ord_source_policy", "id of who set it"),
            Map.entry("sea_turn", "an instance"));

    private ApplicationContext context;

    @BeforeAll
    void start() {
        var properties = new HashMap<String, Object>(TestServers.properties("known", Server.DATABASE));
        properties.put("cunlu.consumers.enabled", "false");
        properties.put("cunlu.schedulers.enabled", "false");
        context = ApplicationContext.builder()
                .packages("org.cunlu")
                .properties(properties)
                .start();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void everyTableThatTellsOfPeopleIsExportedAndErasedOrStaysForAReason() {
        var listed = new TreeSet<String>(SECTIONS.keySet());
        listed.addAll(STAYS.keySet());
        assertThat(tables().keySet()).as("%s", tables()).isEqualTo(listed);
        assertThat(SECTIONS.keySet()).doesNotContainAnyElementsOf(STAYS.keySet());
    }

    @Test
    void everySectionIsThere() {
        Set<String> sections = context.getBeansOfType(PersonalData.class).stream()
                .map(PersonalData::section)
                .collect(Collectors.toSet());
        assertThat(sections).containsAll(SECTIONS.values());
    }

    /** @return tables with their columns that tell of people */
    private Map<String, Set<String>> tables() {
        var found = new TreeMap<String, Set<String>>();
        context
                .getBean(Sql.class)
                .list(
                        "SELECT table_name AS t, column_name AS c FROM information_schema.columns"
                                + " WHERE table_schema = DATABASE()",
                        row -> Map.entry(row.string("t"), row.string("c")))
                .stream()
                // Who migrated: a user of the database.
                .filter(column -> !column.getKey().startsWith("flyway_"))
                .filter(column -> OF_PEOPLE.matcher(column.getValue()).matches())
                .forEach(column -> found.computeIfAbsent(column.getKey(), table -> new TreeSet<>())
                        .add(column.getValue()));
        return found;
    }
}
