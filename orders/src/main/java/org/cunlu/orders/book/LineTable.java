package org.cunlu.orders.book;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.InputKind;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.BrandUse;
import org.cunlu.orders.InputUse;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.LiveUse;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Trade;
import org.cunlu.orders.WeightUse;

/** Rows of order lines, written once but for the pieces that they go without. */
@Singleton
class LineTable {
    private static final String COLUMNS =
            "order_id, line_no, offer_id, sku_code, name, quantity, short_quantity, unit_price_fen, amount_fen,"
                    + " brand_code, authorization_id, brand_origin, brand_unit, brand_per_piece,"
                    + " live_session_id, live_slot_id, live_host_id, live_host_bps, live_station, live_station_bps,"
                    + " input_kind, input_registration, input_restricted, input_ingredient, input_grams,"
                    + " discount_fen, freight_fen, price_steps,"
                    + " category, trade, commission_version, commission_rule, commission_fen, commission_tax_fen,"
                    + " weight_each, weight_tolerance, weight_got, weight_pieces";

    private final Sql sql;
    private final LineStepTable steps;

    LineTable(Sql sql, LineStepTable steps) {
        this.sql = sql;
        this.steps = steps;
    }

    void insert(List<OrderLine> lines, Map<String, String> countyByOrder) {
        sql.insertManySoon(
                "INSERT INTO ord_line (" + COLUMNS + ", county_code)",
                lines.stream()
                        .map(line -> arguments(line, countyByOrder.get(line.orderId())))
                        .toList());
        steps.insert(lines, countyByOrder);
    }

    Map<String, List<OrderLine>> find(Collection<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Map.of();
        }
        List<Kept> kept = sql.list(
                "SELECT " + COLUMNS + " FROM ord_line WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") ORDER BY order_id, line_no",
                row -> new Kept(line(row), row.number("freight_fen"), row.integer("price_steps")),
                orderIds.toArray());
        Map<String, Map<Integer, List<LineStep>>> ruled = steps.find(kept.stream()
                .filter(each -> each.steps() > 0)
                .map(each -> each.line().orderId())
                .collect(Collectors.toSet()));
        return kept.stream()
                .map(each -> OrderLine.of(
                        each.line(),
                        each.freightFen(),
                        ruled.getOrDefault(each.line().orderId(), Map.of())
                                .getOrDefault(each.line().lineNo(), List.of())))
                .collect(Collectors.groupingBy(OrderLine::orderId));
    }

    /** @param line without what its rules brought @param steps how many those are */
    private record Kept(OrderLine line, long freightFen, int steps) {}

    /** @return 0 when the line has fewer pieces left */
    int lack(OrderLine line, int pieces) {
        WeightUse left = line.without(pieces).weight();
        return sql.change(
                "UPDATE ord_line SET short_quantity = short_quantity + ?, weight_got = ?, weight_pieces = ?"
                        + " WHERE order_id = ? AND line_no = ? AND short_quantity + ? <= quantity AND weight_got <=> ?",
                pieces,
                left == null ? null : left.gotGrams(),
                left == null ? null : left.gotPieces(),
                line.orderId(),
                line.lineNo(),
                pieces,
                line.weight() == null ? null : line.weight().gotGrams());
    }

    /** @return 0 when it is weighed already, or has other pieces */
    int weighed(OrderLine line, WeightUse weight) {
        return sql.change(
                "UPDATE ord_line SET weight_got = ?, weight_pieces = ? WHERE order_id = ? AND line_no = ? AND weight_each IS NOT NULL"
                        + " AND weight_got IS NULL AND short_quantity = ?",
                weight.gotGrams(),
                weight.gotPieces(),
                line.orderId(),
                line.lineNo(),
                line.shortQuantity());
    }

    /** @return of these orders those that have a line which is paid for as it weighs, and is not weighed */
    List<String> unweighed(Collection<String> orderIds) {
        return sql.list(
                "SELECT DISTINCT order_id FROM ord_line WHERE order_id IN (" + Sql.marks(orderIds.size())
                        + ") AND weight_each IS NOT NULL AND weight_got IS NULL",
                row -> row.string("order_id"),
                orderIds.toArray());
    }

    private static OrderLine line(Row row) {
        return new OrderLine(
                        row.string("order_id"),
                        row.integer("line_no"),
                        row.string("offer_id"),
                        row.string("sku_code"),
                        row.string("name"),
                        row.integer("quantity"),
                        row.integer("short_quantity"),
                        row.number("unit_price_fen"),
                        row.number("amount_fen"),
                        brand(row),
                        live(row),
                        input(row))
                .with(terms(row))
                .with(weight(row));
    }

    private static Object[] arguments(OrderLine line, String county) {
        BrandUse brand = line.brand();
        LiveUse live = line.live();
        InputUse input = line.input();
        LineTerms terms = line.terms();
        WeightUse weight = line.weight();
        boolean counted = brand != null && brand.authorizationId() != null;
        return new Object[] {
            line.orderId(),
            line.lineNo(),
            line.offerId(),
            line.skuCode(),
            line.name(),
            line.quantity(),
            line.shortQuantity(),
            line.unitPriceFen(),
            line.amountFen(),
            brand == null ? null : brand.brandCode(),
            counted ? brand.authorizationId() : null,
            counted ? brand.origin() : null,
            counted ? brand.unit() : null,
            counted ? brand.perPiece() : null,
            live == null ? null : live.sessionId(),
            live == null ? null : live.slotId(),
            live == null ? null : live.hostId(),
            live == null ? null : live.hostBps(),
            live == null ? null : live.stationNode(),
            live == null ? null : live.stationBps(),
            input == null ? null : input.kind(),
            input == null ? null : input.registrationNo(),
            input == null ? null : input.restricted(),
            input == null ? null : input.activeIngredient(),
            input == null ? null : input.grams(),
            line.discountFen(),
            line.freightFen(),
            line.ruled().size(),
            terms == null ? null : terms.category(),
            terms == null ? null : terms.trade(),
            terms == null ? null : terms.ruleVersion(),
            terms == null ? null : terms.ruleNo(),
            terms == null ? null : terms.commissionFen(),
            terms == null ? null : terms.taxFen(),
            weight == null ? null : weight.gramsEach(),
            weight == null ? null : weight.toleranceBps(),
            weight == null ? null : weight.gotGrams(),
            weight == null ? null : weight.gotPieces(),
            county
        };
    }

    private static @Nullable WeightUse weight(Row row) {
        return row.numberOrNull("weight_each") == null
                ? null
                : new WeightUse(
                        row.number("weight_each"),
                        row.integer("weight_tolerance"),
                        row.numberOrNull("weight_got"),
                        row.numberOrNull("weight_pieces") == null ? null : row.integer("weight_pieces"));
    }

    private static @Nullable LineTerms terms(Row row) {
        return row.string("category") == null
                ? null
                : new LineTerms(
                        row.string("category"),
                        row.constant("trade", Trade.class),
                        row.integer("commission_version"),
                        row.integer("commission_rule"),
                        row.number("commission_fen"),
                        row.number("commission_tax_fen"));
    }

    private static @Nullable InputUse input(Row row) {
        return row.string("input_kind") == null
                ? null
                : new InputUse(
                        row.constant("input_kind", InputKind.class),
                        row.string("input_registration"),
                        row.flag("input_restricted"),
                        row.string("input_ingredient"),
                        row.number("input_grams"));
    }

    private static @Nullable LiveUse live(Row row) {
        String slot = row.string("live_slot_id");
        return slot == null
                ? null
                : new LiveUse(
                        row.string("live_session_id"),
                        slot,
                        row.string("live_host_id"),
                        row.integer("live_host_bps"),
                        row.string("live_station"),
                        row.integer("live_station_bps"));
    }

    private static @Nullable BrandUse brand(Row row) {
        String brand = row.string("brand_code");
        String authorization = row.string("authorization_id");
        if (brand == null || authorization == null) {
            return brand == null ? null : new BrandUse(brand, null, null, null, 0);
        }
        return new BrandUse(
                brand,
                authorization,
                row.string("brand_origin"),
                row.constant("brand_unit", BrandRight.Unit.class),
                row.number("brand_per_piece"));
    }
}
