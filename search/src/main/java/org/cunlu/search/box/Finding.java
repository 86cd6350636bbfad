package org.cunlu.search.box;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.PeopleIndex;
import org.cunlu.accounts.PeopleIndex.By;
import org.cunlu.accounts.PeopleIndex.Known;
import org.cunlu.accounts.RecipientIndex;
import org.cunlu.accounts.RecipientIndex.Addressed;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ParcelFinder;
import org.cunlu.orders.OrderFinder;
import org.cunlu.search.OperatorsBox;

/** Takes a text for what it looks like, asks whoever keeps such things, and logs whom the operator was shown. */
@Singleton
class Finding implements OperatorsBox {
    private static final int EACH_MAX = 20;
    /** Recipients looked at: of a tail there may be many, of whom few are of the county. */
    private static final int RECIPIENTS_MAX = 200;

    private static final int LONGEST = 40;

    private final PeopleIndex people;
    private final RecipientIndex recipients;
    private final OrderFinder orders;
    private final ParcelFinder parcels;
    private final Looks looks;

    Finding(PeopleIndex people, RecipientIndex recipients, OrderFinder orders, ParcelFinder parcels, Looks looks) {
        this.people = people;
        this.recipients = recipients;
        this.orders = orders;
        this.parcels = parcels;
        this.looks = looks;
    }

    @Override
    public Kind kind(String text) {
        return taken(cleaned(text));
    }

    @Override
    public Found find(Caller operator, String text, @Nullable String why) {
        String asked = cleaned(text);
        Kind kind = taken(asked);
        List<String> counties = operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
        return switch (kind) {
            case NUMBER -> numbered(counties, asked.toUpperCase(Locale.ROOT));
            case PHONE -> known(operator, counties, kind, By.PHONE, asked, why);
            case TAIL -> known(operator, counties, kind, By.TAIL, asked, why);
            case NAME -> known(operator, counties, kind, By.NAME, asked, why);
        };
    }

    private static String cleaned(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    static Kind taken(String asked) {
        if (asked.isEmpty() || asked.length() > LONGEST) {
            throw ProblemException.invalid("q", "query-invalid", "请输入单号、手机号、尾号或姓名 · A number, a phone or a name");
        }
        if (asked.matches("\\d{4}")) {
            return Kind.TAIL;
        }
        if (asked.matches("(\\+?86[ -]?)?1\\d{2}[ -]?\\d{4}[ -]?\\d{4}")) {
            return Kind.PHONE;
        }
        return asked.matches("[A-Za-z-]*+\\d[A-Za-z0-9-]*+") ? Kind.NUMBER : Kind.NAME;
    }

    private Found numbered(List<String> counties, String number) {
        List<OrderFinder.Found> ordered = orders.numbered(counties, number, EACH_MAX);
        var parcelled = Stream.concat(
                        parcels.numbered(counties, number, EACH_MAX).stream(),
                        parcels.ofOrders(counties, ids(ordered), EACH_MAX).stream())
                .distinct()
                .limit(EACH_MAX)
                .toList();
        // Of a parcel that was found by its own number the order is told too.
        var all = new LinkedHashSet<>(ordered);
        var known = Set.copyOf(ids(ordered));
        parcelled.stream()
                .map(ParcelFinder.Found::orderId)
                .filter(orderId -> !known.contains(orderId))
                .distinct()
                .forEach(orderId -> all.addAll(orders.numbered(counties, orderId, 1)));
        return new Found(Kind.NUMBER, all.stream().limit(EACH_MAX).toList(), parcelled, List.of());
    }

    private Found known(Caller operator, List<String> counties, Kind kind, By by, String asked, @Nullable String why) {
        List<Known> known = people.accounts(counties, by, asked, EACH_MAX);
        List<Addressed> addressed = recipients.addressed(by, asked, RECIPIENTS_MAX);
        List<OrderFinder.Found> ordered = orders.of(
                counties,
                known.stream().map(Known::accountId).toList(),
                addressed.stream().map(Addressed::recipientId).toList(),
                EACH_MAX);
        Set<String> shown = Stream.concat(
                        known.stream().map(Known::accountId), ordered.stream().map(OrderFinder.Found::buyer))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        // Also where nobody is found a reason is asked for: the answer shall not depend on it.
        looks.record(operator, shown, "box", why);
        return new Found(
                kind,
                ordered,
                parcels.ofOrders(counties, ids(ordered), EACH_MAX),
                known.stream()
                        .map(each ->
                                new FoundPerson(each.accountId(), each.state(), each.maskedName(), each.maskedPhone()))
                        .toList());
    }

    private static List<String> ids(List<OrderFinder.Found> some) {
        return some.stream().map(OrderFinder.Found::orderId).toList();
    }
}
