package org.cunlu.web.money;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CommissionDesk.Rule;
import org.cunlu.orders.Trade;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/**
 * A rule while it is drafted, each part as it was typed.
 * @param place by which rules are put in order @param drop whether it is to be left out
 */
public record RuleRow(
        String place,
        String category,
        String seller,
        String trade,
        String share,
        String parcel,
        String floor,
        String cap,
        String from,
        String until,
        boolean drop) {
    static final int MOST = 100;

    /** @param lastDay null for the rule's own */
    static RuleRow of(int place, Rule rule, @Nullable LocalDate lastDay) {
        return new RuleRow(
                String.valueOf(place),
                text(rule.category()),
                text(rule.seller()),
                text(rule.trade()),
                Amounts.decimal(rule.shareBps()),
                rule.perParcelFen() == 0 ? "" : Amounts.decimal(rule.perParcelFen()),
                rule.floorFen() == 0 ? "" : Amounts.decimal(rule.floorFen()),
                Amounts.decimal(rule.capFen()),
                text(rule.from()),
                text(lastDay == null ? rule.until() : lastDay),
                false);
    }

    static RuleRow empty(int place) {
        return new RuleRow(String.valueOf(place), "", "", "", "", "", "", "", "", "", false);
    }

    /** @return all that stand in the form */
    static List<RuleRow> all(Fields form) {
        return numbers(form).mapToObj(no -> of(form, no)).toList();
    }

    private static RuleRow of(Fields form, int no) {
        return new RuleRow(
                form.typed("place-" + no),
                form.typed("category-" + no),
                form.typed("seller-" + no).strip(),
                form.typed("trade-" + no),
                form.typed("share-" + no),
                form.typed("parcel-" + no),
                form.typed("floor-" + no),
                form.typed("cap-" + no),
                form.typed("from-" + no),
                form.typed("until-" + no),
                !form.typed("drop-" + no).isEmpty());
    }

    /** @return what is proposed, in its order; rows without anything are passed over @throws ProblemException 400 of the field */
    static List<Rule> rules(Fields form) {
        record Placed(long place, Rule rule) {}
        var placed = new ArrayList<Placed>();
        numbers(form).forEach(no -> {
            RuleRow row = of(form, no);
            if (!row.drop() && !row.blank()) {
                placed.add(new Placed(Typed.number(form, "place-" + no), rule(form, no)));
            }
        });
        return placed.stream()
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::rule)
                .toList();
    }

    private static Rule rule(Fields form, int no) {
        Long parcel = Amounts.fen(form, "parcel-" + no);
        Long floor = Amounts.fen(form, "floor-" + no);
        Long cap = Amounts.fen(form, "cap-" + no);
        LocalDate from = day(form, "from-" + no);
        LocalDate until = day(form, "until-" + no);
        if (cap != null && floor != null && cap < floor) {
            throw ProblemException.invalid("cap-" + no, "cap-below-floor", "上限低于下限 · The cap is below the floor");
        }
        if (from != null && until != null && until.isBefore(from)) {
            throw ProblemException.invalid("until-" + no, "ends-before-it-begins", "结束早于开始 · It ends before it begins");
        }
        return new Rule(
                form.optional("category-" + no),
                form.typed("seller-" + no).isBlank()
                        ? null
                        : form.typed("seller-" + no).strip(),
                form.typed("trade-" + no).isEmpty() ? null : Typed.choice(form, "trade-" + no, Trade.class),
                Amounts.basisPoints(form, "share-" + no),
                parcel == null ? 0 : parcel,
                floor == null ? 0 : floor,
                cap,
                from,
                until);
    }

    private boolean blank() {
        return Stream.of(category, seller, trade, share, parcel, floor, cap, from, until)
                .allMatch(String::isBlank);
    }

    private static @Nullable LocalDate day(Fields form, String name) {
        return form.typed(name).isBlank() ? null : Typed.day(form, name);
    }

    private static IntStream numbers(Fields form) {
        long count = Typed.number(form, "count");
        if (count > MOST) {
            throw tooMany();
        }
        return IntStream.rangeClosed(1, (int) count);
    }

    /** Rules that do not stand on the page would be lost with what is proposed from it. */
    static ProblemException tooMany() {
        return ProblemException.of(
                409,
                "too-many-rules",
                "规则太多，网页放不下 · Too many rules for a page",
                "请用接口提出 · Propose them through the API");
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
